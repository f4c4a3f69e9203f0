from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Recipe(_message.Message):
    __slots__ = ("revision", "seed", "whitened", "llama_index", "round_trip", "llm_is_no_evidence", "sample")
    REVISION_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    WHITENED_FIELD_NUMBER: _ClassVar[int]
    LLAMA_INDEX_FIELD_NUMBER: _ClassVar[int]
    ROUND_TRIP_FIELD_NUMBER: _ClassVar[int]
    LLM_IS_NO_EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_FIELD_NUMBER: _ClassVar[int]
    revision: int
    seed: int
    whitened: WhitenedRecipe
    llama_index: LlamaIndexRecipe
    round_trip: RoundTrip
    llm_is_no_evidence: bool
    sample: Sample
    def __init__(self, revision: _Optional[int] = ..., seed: _Optional[int] = ..., whitened: _Optional[_Union[WhitenedRecipe, _Mapping]] = ..., llama_index: _Optional[_Union[LlamaIndexRecipe, _Mapping]] = ..., round_trip: _Optional[_Union[RoundTrip, _Mapping]] = ..., llm_is_no_evidence: bool = ..., sample: _Optional[_Union[Sample, _Mapping]] = ...) -> None: ...

class Sample(_message.Message):
    __slots__ = ("asked_questions", "local_questions", "nodes", "unlabelled_questions")
    ASKED_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    LOCAL_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    NODES_FIELD_NUMBER: _ClassVar[int]
    UNLABELLED_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    asked_questions: int
    local_questions: int
    nodes: int
    unlabelled_questions: int
    def __init__(self, asked_questions: _Optional[int] = ..., local_questions: _Optional[int] = ..., nodes: _Optional[int] = ..., unlabelled_questions: _Optional[int] = ...) -> None: ...

class RoundTrip(_message.Message):
    __slots__ = ("nodes", "origins")
    NODES_FIELD_NUMBER: _ClassVar[int]
    ORIGINS_FIELD_NUMBER: _ClassVar[int]
    nodes: int
    origins: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, nodes: _Optional[int] = ..., origins: _Optional[_Iterable[str]] = ...) -> None: ...

class WhitenedRecipe(_message.Message):
    __slots__ = ("alpha", "alpha_choices", "scale", "steps", "learning_rate", "warmup_share", "batch_size", "local_per_other", "softmax_nodes", "alpha_min_questions", "local_of_validation_nodes", "memory")
    ALPHA_FIELD_NUMBER: _ClassVar[int]
    ALPHA_CHOICES_FIELD_NUMBER: _ClassVar[int]
    LAMBDA_FIELD_NUMBER: _ClassVar[int]
    SCALE_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    LEARNING_RATE_FIELD_NUMBER: _ClassVar[int]
    WARMUP_SHARE_FIELD_NUMBER: _ClassVar[int]
    BATCH_SIZE_FIELD_NUMBER: _ClassVar[int]
    LOCAL_PER_OTHER_FIELD_NUMBER: _ClassVar[int]
    SOFTMAX_NODES_FIELD_NUMBER: _ClassVar[int]
    ALPHA_MIN_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    LOCAL_OF_VALIDATION_NODES_FIELD_NUMBER: _ClassVar[int]
    MEMORY_FIELD_NUMBER: _ClassVar[int]
    alpha: float
    alpha_choices: _containers.RepeatedScalarFieldContainer[float]
    scale: float
    steps: int
    learning_rate: float
    warmup_share: float
    batch_size: int
    local_per_other: float
    softmax_nodes: int
    alpha_min_questions: int
    local_of_validation_nodes: bool
    memory: MemoryRecipe
    def __init__(self, alpha: _Optional[float] = ..., alpha_choices: _Optional[_Iterable[float]] = ..., scale: _Optional[float] = ..., steps: _Optional[int] = ..., learning_rate: _Optional[float] = ..., warmup_share: _Optional[float] = ..., batch_size: _Optional[int] = ..., local_per_other: _Optional[float] = ..., softmax_nodes: _Optional[int] = ..., alpha_min_questions: _Optional[int] = ..., local_of_validation_nodes: bool = ..., memory: _Optional[_Union[MemoryRecipe, _Mapping]] = ..., **kwargs) -> None: ...

class MemoryRecipe(_message.Message):
    __slots__ = ("beta", "beta_choices", "questions", "nearest", "temperature")
    BETA_FIELD_NUMBER: _ClassVar[int]
    BETA_CHOICES_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    NEAREST_FIELD_NUMBER: _ClassVar[int]
    TEMPERATURE_FIELD_NUMBER: _ClassVar[int]
    beta: float
    beta_choices: _containers.RepeatedScalarFieldContainer[float]
    questions: int
    nearest: int
    temperature: float
    def __init__(self, beta: _Optional[float] = ..., beta_choices: _Optional[_Iterable[float]] = ..., questions: _Optional[int] = ..., nearest: _Optional[int] = ..., temperature: _Optional[float] = ...) -> None: ...

class LlamaIndexRecipe(_message.Message):
    __slots__ = ("network", "bias", "epochs", "batch_size", "optimizer", "learning_rate", "weight_decay", "warmup_share", "max_gradient_norm", "scale", "hidden_features", "activation", "residual", "start_version")
    class Network(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        NETWORK_UNSPECIFIED: _ClassVar[LlamaIndexRecipe.Network]
        NETWORK_LINEAR: _ClassVar[LlamaIndexRecipe.Network]
        NETWORK_TWO_LAYER: _ClassVar[LlamaIndexRecipe.Network]
    NETWORK_UNSPECIFIED: LlamaIndexRecipe.Network
    NETWORK_LINEAR: LlamaIndexRecipe.Network
    NETWORK_TWO_LAYER: LlamaIndexRecipe.Network
    class Optimizer(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        OPTIMIZER_UNSPECIFIED: _ClassVar[LlamaIndexRecipe.Optimizer]
        OPTIMIZER_ADAMW: _ClassVar[LlamaIndexRecipe.Optimizer]
        OPTIMIZER_ADAM: _ClassVar[LlamaIndexRecipe.Optimizer]
        OPTIMIZER_SGD: _ClassVar[LlamaIndexRecipe.Optimizer]
    OPTIMIZER_UNSPECIFIED: LlamaIndexRecipe.Optimizer
    OPTIMIZER_ADAMW: LlamaIndexRecipe.Optimizer
    OPTIMIZER_ADAM: LlamaIndexRecipe.Optimizer
    OPTIMIZER_SGD: LlamaIndexRecipe.Optimizer
    class Activation(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        ACTIVATION_UNSPECIFIED: _ClassVar[LlamaIndexRecipe.Activation]
        ACTIVATION_RELU: _ClassVar[LlamaIndexRecipe.Activation]
        ACTIVATION_GELU: _ClassVar[LlamaIndexRecipe.Activation]
        ACTIVATION_TANH: _ClassVar[LlamaIndexRecipe.Activation]
        ACTIVATION_SIGMOID: _ClassVar[LlamaIndexRecipe.Activation]
        ACTIVATION_LEAKY_RELU: _ClassVar[LlamaIndexRecipe.Activation]
    ACTIVATION_UNSPECIFIED: LlamaIndexRecipe.Activation
    ACTIVATION_RELU: LlamaIndexRecipe.Activation
    ACTIVATION_GELU: LlamaIndexRecipe.Activation
    ACTIVATION_TANH: LlamaIndexRecipe.Activation
    ACTIVATION_SIGMOID: LlamaIndexRecipe.Activation
    ACTIVATION_LEAKY_RELU: LlamaIndexRecipe.Activation
    NETWORK_FIELD_NUMBER: _ClassVar[int]
    BIAS_FIELD_NUMBER: _ClassVar[int]
    EPOCHS_FIELD_NUMBER: _ClassVar[int]
    BATCH_SIZE_FIELD_NUMBER: _ClassVar[int]
    OPTIMIZER_FIELD_NUMBER: _ClassVar[int]
    LEARNING_RATE_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_DECAY_FIELD_NUMBER: _ClassVar[int]
    WARMUP_SHARE_FIELD_NUMBER: _ClassVar[int]
    MAX_GRADIENT_NORM_FIELD_NUMBER: _ClassVar[int]
    SCALE_FIELD_NUMBER: _ClassVar[int]
    HIDDEN_FEATURES_FIELD_NUMBER: _ClassVar[int]
    ACTIVATION_FIELD_NUMBER: _ClassVar[int]
    RESIDUAL_FIELD_NUMBER: _ClassVar[int]
    START_VERSION_FIELD_NUMBER: _ClassVar[int]
    network: LlamaIndexRecipe.Network
    bias: bool
    epochs: int
    batch_size: int
    optimizer: LlamaIndexRecipe.Optimizer
    learning_rate: float
    weight_decay: float
    warmup_share: float
    max_gradient_norm: float
    scale: float
    hidden_features: int
    activation: LlamaIndexRecipe.Activation
    residual: bool
    start_version: int
    def __init__(self, network: _Optional[_Union[LlamaIndexRecipe.Network, str]] = ..., bias: bool = ..., epochs: _Optional[int] = ..., batch_size: _Optional[int] = ..., optimizer: _Optional[_Union[LlamaIndexRecipe.Optimizer, str]] = ..., learning_rate: _Optional[float] = ..., weight_decay: _Optional[float] = ..., warmup_share: _Optional[float] = ..., max_gradient_norm: _Optional[float] = ..., scale: _Optional[float] = ..., hidden_features: _Optional[int] = ..., activation: _Optional[_Union[LlamaIndexRecipe.Activation, str]] = ..., residual: bool = ..., start_version: _Optional[int] = ...) -> None: ...
