package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** No text of a document is there twice, and no question of a node. */
final class NothingDoubled implements Guarantee {

  @Override
  public void check(History history, TopicContents topics) {
    Map<String, String> keyOfText = new HashMap<>();
    topics
        .latest(Topics.NODES)
        .forEach(
            (key, node) ->
                assertThat(keyOfText.put(place(key, node), key))
                    .as("another node of %s with the text of %s", node.getDocumentId(), key)
                    .isNull());
    topics.latest(Topics.QA_PAIRS).forEach(NothingDoubled::checkQuestions);
  }

  private static String place(String key, Node node) {
    return key.substring(0, key.indexOf('/')) + "/" + node.getDocumentId() + "\n" + node.getText();
  }

  private static void checkQuestions(String key, QaPairs pairs) {
    Set<String> ids = new HashSet<>();
    for (Question question : pairs.getQuestionsList()) {
      assertThat(ids.add(question.getQuestionId()))
          .as("question %s of %s", question.getQuestionId(), key)
          .isTrue();
    }
  }
}
