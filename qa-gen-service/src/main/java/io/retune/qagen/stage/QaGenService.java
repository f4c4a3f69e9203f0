package io.retune.qagen.stage;

import io.retune.chassis.Service;
import io.retune.qagen.filter.FilterConfig;
import io.retune.qagen.filter.QuestionFilters;
import io.retune.qagen.local.EnglishGrammar;
import io.retune.qagen.local.LocalMix;
import io.retune.qagen.local.LocalQuestionGenerator;
import io.retune.qagen.local.QuestionKind;
import io.retune.qagen.question.PassageLanguage;
import io.retune.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Puts the service together. */
@ApplicationScoped
class QaGenService {

  @Produces
  @Singleton
  static Service service() {
    return new Service("qa-gen", List.of(Topics.NODES, Topics.QUERIES));
  }

  @Produces
  @Singleton
  static PassageLanguage passageLanguage() {
    return new PassageLanguage();
  }

  @Produces
  @Singleton
  static QuestionFilters filters(FilterConfig config, PassageLanguage languages) {
    return QuestionFilters.of(config, languages);
  }

  @Produces
  @Singleton
  static LocalQuestionGenerator localGenerator(QaGenConfig config) {
    QaGenConfig.Local local = config.local();
    return new LocalQuestionGenerator(
        new EnglishGrammar(),
        new LocalMix(
            Map.of(
                QuestionKind.SENTENCE, local.sentences(),
                QuestionKind.SENTENCE_QUESTION, local.sentenceQuestions(),
                QuestionKind.PHRASE, local.phrases(),
                QuestionKind.PHRASE_PAIR, local.phrasePairs(),
                QuestionKind.CROP, local.crops())));
  }
}
