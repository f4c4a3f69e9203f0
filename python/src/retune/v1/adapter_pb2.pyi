import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from retune.v1 import base_model_pb2 as _base_model_pb2
from retune.v1 import recipe_pb2 as _recipe_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AdapterCheckpoint(_message.Message):
    __slots__ = ("collection", "version", "weights", "weights_sha256", "recipe", "base_model", "lineage", "learning_curve", "training_millis", "created_at")
    COLLECTION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    WEIGHTS_FIELD_NUMBER: _ClassVar[int]
    WEIGHTS_SHA256_FIELD_NUMBER: _ClassVar[int]
    RECIPE_FIELD_NUMBER: _ClassVar[int]
    BASE_MODEL_FIELD_NUMBER: _ClassVar[int]
    LINEAGE_FIELD_NUMBER: _ClassVar[int]
    LEARNING_CURVE_FIELD_NUMBER: _ClassVar[int]
    TRAINING_MILLIS_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    collection: str
    version: int
    weights: bytes
    weights_sha256: str
    recipe: _recipe_pb2.Recipe
    base_model: _base_model_pb2.BaseModel
    lineage: Lineage
    learning_curve: _containers.RepeatedCompositeFieldContainer[LearningCurvePoint]
    training_millis: int
    created_at: _timestamp_pb2.Timestamp
    def __init__(self, collection: _Optional[str] = ..., version: _Optional[int] = ..., weights: _Optional[bytes] = ..., weights_sha256: _Optional[str] = ..., recipe: _Optional[_Union[_recipe_pb2.Recipe, _Mapping]] = ..., base_model: _Optional[_Union[_base_model_pb2.BaseModel, _Mapping]] = ..., lineage: _Optional[_Union[Lineage, _Mapping]] = ..., learning_curve: _Optional[_Iterable[_Union[LearningCurvePoint, _Mapping]]] = ..., training_millis: _Optional[int] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Lineage(_message.Message):
    __slots__ = ("examples_sha256", "nodes", "training_nodes", "questions", "document_ids", "previous_version", "trigger", "alpha", "alpha_questions", "refit_of_version", "source", "dropped_questions", "documents", "document_digests", "offered_questions", "offered_nodes", "beta", "memory_questions", "memory_nodes", "forgotten_documents")
    EXAMPLES_SHA256_FIELD_NUMBER: _ClassVar[int]
    NODES_FIELD_NUMBER: _ClassVar[int]
    TRAINING_NODES_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_VERSION_FIELD_NUMBER: _ClassVar[int]
    TRIGGER_FIELD_NUMBER: _ClassVar[int]
    ALPHA_FIELD_NUMBER: _ClassVar[int]
    ALPHA_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    REFIT_OF_VERSION_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    DROPPED_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_DIGESTS_FIELD_NUMBER: _ClassVar[int]
    OFFERED_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    OFFERED_NODES_FIELD_NUMBER: _ClassVar[int]
    BETA_FIELD_NUMBER: _ClassVar[int]
    MEMORY_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    MEMORY_NODES_FIELD_NUMBER: _ClassVar[int]
    FORGOTTEN_DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    examples_sha256: str
    nodes: int
    training_nodes: int
    questions: _containers.RepeatedCompositeFieldContainer[OriginCount]
    document_ids: _containers.RepeatedScalarFieldContainer[str]
    previous_version: int
    trigger: str
    alpha: float
    alpha_questions: int
    refit_of_version: int
    source: str
    dropped_questions: _containers.RepeatedCompositeFieldContainer[DroppedQuestions]
    documents: int
    document_digests: bytes
    offered_questions: int
    offered_nodes: int
    beta: float
    memory_questions: int
    memory_nodes: int
    forgotten_documents: bytes
    def __init__(self, examples_sha256: _Optional[str] = ..., nodes: _Optional[int] = ..., training_nodes: _Optional[int] = ..., questions: _Optional[_Iterable[_Union[OriginCount, _Mapping]]] = ..., document_ids: _Optional[_Iterable[str]] = ..., previous_version: _Optional[int] = ..., trigger: _Optional[str] = ..., alpha: _Optional[float] = ..., alpha_questions: _Optional[int] = ..., refit_of_version: _Optional[int] = ..., source: _Optional[str] = ..., dropped_questions: _Optional[_Iterable[_Union[DroppedQuestions, _Mapping]]] = ..., documents: _Optional[int] = ..., document_digests: _Optional[bytes] = ..., offered_questions: _Optional[int] = ..., offered_nodes: _Optional[int] = ..., beta: _Optional[float] = ..., memory_questions: _Optional[int] = ..., memory_nodes: _Optional[int] = ..., forgotten_documents: _Optional[bytes] = ...) -> None: ...

class DroppedQuestions(_message.Message):
    __slots__ = ("origin", "reason", "count")
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    origin: str
    reason: str
    count: int
    def __init__(self, origin: _Optional[str] = ..., reason: _Optional[str] = ..., count: _Optional[int] = ...) -> None: ...

class OriginCount(_message.Message):
    __slots__ = ("origin", "count")
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    origin: str
    count: int
    def __init__(self, origin: _Optional[str] = ..., count: _Optional[int] = ...) -> None: ...

class LearningCurvePoint(_message.Message):
    __slots__ = ("step", "loss", "learning_rate")
    STEP_FIELD_NUMBER: _ClassVar[int]
    LOSS_FIELD_NUMBER: _ClassVar[int]
    LEARNING_RATE_FIELD_NUMBER: _ClassVar[int]
    step: int
    loss: float
    learning_rate: float
    def __init__(self, step: _Optional[int] = ..., loss: _Optional[float] = ..., learning_rate: _Optional[float] = ...) -> None: ...

class AdapterRelease(_message.Message):
    __slots__ = ("collection", "version", "checkpoint", "released_by", "reason", "previous_version", "released_at", "keyword_fusion")
    COLLECTION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_FIELD_NUMBER: _ClassVar[int]
    RELEASED_BY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_VERSION_FIELD_NUMBER: _ClassVar[int]
    RELEASED_AT_FIELD_NUMBER: _ClassVar[int]
    KEYWORD_FUSION_FIELD_NUMBER: _ClassVar[int]
    collection: str
    version: int
    checkpoint: AdapterCheckpoint
    released_by: str
    reason: str
    previous_version: int
    released_at: _timestamp_pb2.Timestamp
    keyword_fusion: KeywordFusion
    def __init__(self, collection: _Optional[str] = ..., version: _Optional[int] = ..., checkpoint: _Optional[_Union[AdapterCheckpoint, _Mapping]] = ..., released_by: _Optional[str] = ..., reason: _Optional[str] = ..., previous_version: _Optional[int] = ..., released_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., keyword_fusion: _Optional[_Union[KeywordFusion, _Mapping]] = ...) -> None: ...

class KeywordFusion(_message.Message):
    __slots__ = ("weight", "depth", "normalisation", "questions")
    WEIGHT_FIELD_NUMBER: _ClassVar[int]
    DEPTH_FIELD_NUMBER: _ClassVar[int]
    NORMALISATION_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    weight: float
    depth: int
    normalisation: str
    questions: int
    def __init__(self, weight: _Optional[float] = ..., depth: _Optional[int] = ..., normalisation: _Optional[str] = ..., questions: _Optional[int] = ...) -> None: ...
