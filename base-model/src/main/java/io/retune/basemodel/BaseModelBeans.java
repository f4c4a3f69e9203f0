package io.retune.basemodel;

import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.v1.BaseModel;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The base model, and how records name it. */
final class BaseModelBeans {

  private BaseModelBeans() {}

  @Produces
  @Singleton
  static BaseEmbeddingModel baseModel(LoadedBaseModel loaded) {
    return loaded.model();
  }

  @Produces
  @Singleton
  static BaseModel baseModelMessage(BaseEmbeddingModel model) {
    return BaseModel.newBuilder()
        .setName(model.name())
        .setDimension(model.dimension())
        .setFingerprint(model.fingerprint())
        .build();
  }
}
