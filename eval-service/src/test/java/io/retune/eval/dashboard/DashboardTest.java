package io.retune.eval.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.eval.keyword.KeywordIndexUpdate;
import io.retune.eval.keyword.KeywordIndexes;
import io.retune.eval.report.ReportView;
import io.retune.eval.stream.StoredExamples;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Decision;
import io.retune.testing.CallersProfile;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard in a real browser, over a real broker, where callers need tokens. */
@QuarkusTest
@TestProfile(CallersProfile.class)
@QuarkusTestResource(KafkaBrokerResource.class)
@QuarkusTestResource(ServingInstances.class)
@QuarkusTestResource(IngestInstance.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest {
  private static final String COLLECTION_PAGE = "#/collections/" + DashboardRecords.COLLECTION;
  private static final String VERSION_PAGE = COLLECTION_PAGE + "/versions/21";
  private static final String SEARCH_PAGE = COLLECTION_PAGE + "/search";
  private static final String QUESTION = "Can I take my leave with me into next year?";
  private static final String FEEDS_PAGE = "#/feeds";
  private static final String DEAD_LETTERS_PAGE = "#/dead-letters";
  private static final Path SCREENSHOTS = Path.of("..", "docs", "screenshots");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TestHTTPResource URI address;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject ReportView view;
  @Inject StoredExamples examples;
  @Inject KeywordIndexes indexes;

  private final DashboardRecords records = new DashboardRecords(Instant.now());
  private TestBrowser browser;
  private StageGroups stages;
  private String beforeTheFirstReport;

  @BeforeAll
  void start() throws Exception {
    browser = TestBrowser.start(address);
    await().atMost(TIMEOUT).until(view::isComplete);
    Page empty = browser.reader("#/");
    empty.waitForSelector("h1");
    beforeTheFirstReport = empty.locator("main").innerText();
    browser.closePages();
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      records.write(writer);
      LettersOfOthers.write(bootstrap);
      stages = StageGroups.join(bootstrap, writer);
      writer.writeBytes(
          Topics.EMBEDDINGS, "handbook/node-1", "no record".getBytes(StandardCharsets.UTF_8));
    }
    await()
        .atMost(TIMEOUT)
        .until(
            () ->
                view.collection("products").isPresent()
                    && view.collection(DashboardRecords.COLLECTION)
                        .filter(known -> known.servedVersion() == 21)
                        .filter(known -> known.size() >= DashboardRecords.VERSIONS)
                        .isPresent());
    await()
        .atMost(TIMEOUT)
        .until(() -> examples.find(DashboardRecords.COLLECTION, "node-of-badge").isPresent());
    indexKeywords();
  }

  /** As an evaluation does. */
  private void indexKeywords() {
    indexes.use(
        DashboardRecords.COLLECTION,
        "en",
        index -> {
          try (KeywordIndexUpdate update = index.update()) {
            examples.read(
                DashboardRecords.COLLECTION,
                (id, record, arrived) -> update.add(id, record.getNode().getText()));
            update.finish();
          }
          return true;
        });
  }

  @AfterAll
  void stop() {
    if (stages != null) {
      stages.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingWasForbiddenOrFailed() {
    browser.closePages();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void anEmptyServiceSaysWhatToDo() {
    // Given
    String text = beforeTheFirstReport;

    // When, Then
    assertThat(text).contains("No collection yet", "./retune ingest");
  }

  @Test
  void asksForATokenAndKeepsItInTheTabOnly() {
    // Given
    Page page = browser.stranger("#/");
    assertThat(page.getByText("This service wants to know who asks")).isVisible();

    // When
    page.getByLabel("Bearer token").fill(CallersProfile.token("monitor"));
    page.keyboard().press("Enter");

    // Then
    assertThat(heading(page, "Overview")).isVisible();
    assertThat(page.evaluate("sessionStorage.length")).isEqualTo(1);
    assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
    assertThat(page.context().cookies()).isEmpty();
    assertThat(page.url()).doesNotContain("token");
  }

  @Test
  void forgetsTheToken() {
    // Given
    Page page = browser.stranger("#/");
    page.getByLabel("Bearer token").fill(CallersProfile.token("monitor"));
    page.keyboard().press("Enter");
    assertThat(heading(page, "Overview")).isVisible();

    // When
    page.getByText("Forget the token").click();

    // Then
    assertThat(page.getByText("This service wants to know who asks")).isVisible();
    assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
  }

  @Test
  void aTokenThatMayNotReadIsToldSo() {
    // Given
    Page page = browser.stranger("#/");

    // When
    page.getByLabel("Bearer token").fill(CallersProfile.token("blind"));
    page.keyboard().press("Enter");

    // Then
    assertThat(page.getByText("the token does not have the role read")).isVisible();
  }

  @Test
  void listsTheCollectionsAndFindsOneByItsName() {
    // Given
    Page page = browser.reader("#/");
    assertThat(page.getByRole(AriaRole.LINK, named("products"))).isVisible();

    // When
    page.getByLabel("Find").fill("hand");

    // Then
    assertThat(page.getByRole(AriaRole.LINK, named("products"))).hasCount(0);
    assertThat(page.getByRole(AriaRole.ROW).filter(containing("handbook")))
        .containsText("version 21");
  }

  @Test
  void showsHowFarEachStageIs() {
    // Given
    Page page = browser.reader("#/");

    // When
    Locator eval = stage(page, "eval");

    // Then
    assertThat(page.locator(".stage")).hasCount(5);
    assertThat(eval).containsText("nothing to do");
    assertThat(eval).containsText("≤ ");
    assertThat(stage(page, "ingest")).containsText("feed handbook: ");
    assertThat(stage(page, "qa-gen")).containsText("at work");
    assertThat(stage(page, "qa-gen")).containsText("to do" + StageGroups.UNREAD_NODES);
    assertThat(stage(page, "embed")).containsText("no instance runs");
    assertThat(stage(page, "train")).containsText("has never run");
  }

  @Test
  void drawsTheLiftAndSaysWhatIsServed() {
    // Given
    Page page = browser.reader(COLLECTION_PAGE);

    // When
    Locator chart = page.locator("figure.chart");

    // Then
    assertThat(page.locator(".lead")).containsText("Applications serve version 21");
    assertThat(chart).hasCount(2);
    assertThat(chart.first().locator(".legend")).containsText("Served before it");
    page.waitForSelector(".uplot canvas");
    assertThat(inked(chart.first())).isGreaterThan(1_000);
    assertThat(inked(chart.last())).isGreaterThan(1_000);
  }

  @Test
  void showsWhichVersionEachInstanceServes() {
    // Given
    Page page = browser.reader(COLLECTION_PAGE);

    // When
    Locator followers = page.locator(".follower");

    // Then
    assertThat(followers).hasCount(3);
    assertThat(followers.nth(0)).hasText(Pattern.compile("localhost:\\d+ serves version 21"));
    assertThat(followers.nth(1)).containsText("still serves version 14");
    assertThat(followers.nth(2)).containsText("localhost:1 serves nothing: it does not answer");
  }

  @Test
  void drawsAnotherFigureWhereItIsChosen() {
    // Given
    Page page = browser.reader(COLLECTION_PAGE);

    // When
    choice(page, "Figure").selectOption("hit_rate@5");
    choice(page, "Questions").selectOption("local");

    // Then
    assertThat(page.locator("figcaption").first())
        .containsText("Hit rate@5 of each version on: questions cut from the text");
  }

  @Test
  void saysTheFiguresOfAChartInATable() {
    // Given
    Page page = browser.reader(COLLECTION_PAGE);

    // When
    page.getByText("The same as a table").first().click();

    // Then
    Locator table = page.locator("figure table").first();
    assertThat(table.locator("tbody tr"))
        .hasCount(view.collection("handbook").orElseThrow().size());
    assertThat(table.locator("thead")).containsText("Keywords (BM25)");
  }

  @Test
  void showsANewVersionWithoutBeingAsked() {
    // Given
    Page page = browser.reader(COLLECTION_PAGE);
    assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true))).isVisible();
    int next = view.collection("handbook").orElseThrow().size() + 1;

    // When
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(
          Topics.EVALUATION_REPORTS,
          "handbook/" + next,
          records.report(next, 21, Decision.Kind.KEEP_CHAMPION));
    }

    // Then
    assertThat(
            page.getByRole(AriaRole.GROUP, named("Versions of handbook, the newest first"))
                .getByRole(
                    AriaRole.LINK,
                    new Locator.GetByRoleOptions().setName(String.valueOf(next)).setExact(true)))
        .isVisible();
  }

  @Test
  void tellsWhichVersionsLearnedFromADocument() {
    // Given
    Page page = browser.reader(COLLECTION_PAGE);

    // When
    page.getByLabel("Document", new Page.GetByLabelOptions().setExact(true))
        .fill("handbook/page-23.md");
    page.keyboard().press("Enter");

    // Then
    assertThat(page.getByText("Learned from “handbook/page-23.md”: versions 23, 24"))
        .containsText("What is served now is none of them");
  }

  @Test
  void showsAVersionWithItsFiguresItsCurveAndItsLineage() {
    // Given
    Page page = browser.reader(VERSION_PAGE);

    // When
    page.waitForSelector(".uplot canvas");

    // Then
    assertThat(page.locator("main")).containsText("keeps enough of the proved lift");
    assertThat(page.locator("main")).containsText("310 questions (310 human) of 155 nodes");
    assertThat(page.locator("main")).containsText("0.7, chosen on 155 questions");
    assertThat(inked(page.locator("figure.chart"))).isGreaterThan(500);
  }

  @Test
  void showsTheQuestionsThatAVersionWonAndLost() {
    // Given
    Page page = browser.reader(VERSION_PAGE);

    // When
    Locator losses = page.getByRole(AriaRole.GROUP, named("Questions with the worst losses"));
    Locator gains = page.getByRole(AriaRole.GROUP, named("Questions with the best gains"));

    // Then
    assertThat(page.getByText("97 won, 41 lost and 172 ranked as before")).isVisible();
    assertThat(losses.getByRole(AriaRole.ROW).nth(1))
        .hasText(
            Pattern.compile(
                "Can I take my leave with me into next year\\?1beyond 10Up to five days .*"));
    assertThat(losses.getByRole(AriaRole.ROW).nth(2)).hasText("gone27node-of-gone");
    assertThat(gains.getByRole(AriaRole.ROW)).hasCount(3);
  }

  @Test
  void searchesSideBySideAndMarksWhatMoved() {
    // Given
    Page page = browser.reader(SEARCH_PAGE);
    page.getByLabel("and with").selectOption("14");

    // When
    search(page);

    // Then
    assertThat(page.locator(".column h2"))
        .hasText(
            new String[] {
              "Base model", "Version 21", "Version 14", "Keywords", "Version 21 + keywords"
            });
    Locator released = page.locator(".column").nth(1);
    assertThat(released.locator(".hit")).hasCount(10);
    assertThat(released.locator(".hit").nth(0)).containsText("Leave that is left over ▲ up 3");
    assertThat(released.locator(".hit").nth(2)).containsText("=as before");
    assertThat(released.locator(".hit").nth(4)).containsText("=as before");
    assertThat(released.locator(".hit").nth(5)).containsText("Parents new, from 12");
    assertThat(released.locator(".hit").nth(9)).containsText("On the road ▼ down 9");
    assertThat(released.locator(".gone")).containsText("Working from afar was 8");
    assertThat(page.locator(".column").nth(2).locator(".hit").nth(0))
        .containsText("The year in dates ▲ up 1");
    assertThat(page.locator(".column").nth(3).locator(".hit").nth(0))
        .containsText("Leave that is left over");
    assertThat(page.getByText("14 nodes searched; the first ten of each.")).isVisible();
  }

  @Test
  void saysWhyAVersionFindsNothing() {
    // Given
    Page page = browser.reader(SEARCH_PAGE);
    page.getByLabel("and with").selectOption("23");

    // When
    search(page);

    // Then
    assertThat(page.locator(".column").nth(2))
        .containsText("collection 'handbook' has no version 23, or it is not kept any more");
    assertThat(page.locator(".column").nth(1).locator(".hit")).hasCount(10);
  }

  @Test
  void aThumbOnAResultIsToldAsASearchAndAnEventOfIt() throws Exception {
    // Given
    Page page = browser.writer(SEARCH_PAGE);
    search(page);

    // When
    page.locator(".column").nth(1).getByText("Answers it").first().click();

    // Then
    assertThat(page.getByText("Noted: qa-gen makes a real question of it.")).isVisible();
    List<JsonNode> told = new ArrayList<>();
    try (TopicReader<?> reader = new TopicReader<>(bootstrap, Topics.FEEDBACK, TIMEOUT)) {
      for (ConsumerRecord<String, byte[]> record : reader.awaitRecords(2)) {
        told.add(new ObjectMapper().readTree(record.value()));
      }
    }
    assertThat(told.get(0).path("user_query").asText()).isEqualTo(QUESTION);
    assertThat(told.get(0).path("query_response_hit_ids")).hasSize(10);
    assertThat(told.get(0).at("/query_attributes/adapter_version").asInt()).isEqualTo(21);
    assertThat(told.get(1).path("action_name").asText()).isEqualTo("thumb_up");
    assertThat(told.get(1).path("query_id")).isEqualTo(told.get(0).path("query_id"));
    assertThat(told.get(1).at("/event_attributes/object/object_id").asText())
        .isEqualTo("node-of-leave");
  }

  @Test
  void whoMayNotWriteIsToldThatAThumbIsNotNoted() {
    // Given
    Page page = browser.reader(SEARCH_PAGE);
    search(page);

    // When
    page.locator(".column").first().getByText("Does not").first().click();

    // Then
    assertThat(page.getByText("Not noted: the token does not have the role write")).isVisible();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void whatWasFoundIsAccessibleAndFitsAPhone(ColorScheme scheme) {
    // Given
    Page page = browser.reader(SEARCH_PAGE, scheme, TestBrowser.PHONE);
    page.getByLabel("and with").selectOption("14");
    search(page);

    // When
    List<String> violations = violations(page);

    // Then
    assertThat(violations).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(TestBrowser.PHONE);
  }

  @Test
  void showsWhatWasForgottenAndWhatBecameOfIt() {
    // Given
    Page page = browser.reader(COLLECTION_PAGE);

    // When
    Locator rows =
        page.getByRole(AriaRole.GROUP, named("Forgotten documents of handbook, the last one first"))
            .locator("tbody tr");

    // Then
    assertThat(rows).hasCount(2);
    assertThat(rows.nth(0)).containsText("learned from it, and still serves");
    assertThat(rows.nth(0)).containsText("waited for");
    assertThat(rows.nth(0)).containsText("may wait");
    assertThat(rows.nth(1)).containsText("9, 10, 11, 12, 13, 14");
    assertThat(rows.nth(1)).containsText("12 gave way to 15");
    assertThat(rows.nth(1)).containsText("gone");
  }

  @Test
  void findsAForgottenDocumentByItsId() {
    // Given
    Page page = browser.reader(COLLECTION_PAGE);

    // When
    page.getByLabel("Forgotten document", new Page.GetByLabelOptions().setExact(true))
        .fill(DashboardRecords.FORGOTTEN);
    page.keyboard().press("Enter");

    // Then
    Locator rows =
        page.getByRole(AriaRole.GROUP, named("Forgotten documents of handbook, the last one first"))
            .locator("tbody tr");
    assertThat(rows).hasCount(1);
    assertThat(rows).containsText("12 gave way to 15");
  }

  @Test
  void showsHowEachFeedStands() {
    // Given
    Page page = browser.reader(FEEDS_PAGE);

    // When
    Locator rows = page.locator("tbody tr");

    // Then
    assertThat(rows).hasCount(3);
    assertThat(rows.nth(0)).containsText("polled");
    assertThat(rows.nth(0)).containsText("40 of 42");
    assertThat(rows.nth(1)).containsText("failed 3 times");
    assertThat(rows.nth(1)).containsText("the server answered 503");
    assertThat(rows.nth(1)).containsText("200 deletions wait");
    assertThat(rows.nth(2)).containsText("waits for its first poll");
    page.getByText("news: pages that were not taken").click();
    assertThat(page.getByText("robots.txt forbids it")).isVisible();
    assertThat(page.locator(".facts")).containsText("1,204");
  }

  @Test
  void listsDeadLettersWithTheReason() {
    // Given
    Page page = browser.reader(DEAD_LETTERS_PAGE);

    // When
    Locator letter = page.getByRole(AriaRole.ROW).filter(containing("handbook/node-1"));

    // Then
    assertThat(letter).containsText("dlq.eval.embeddings");
    assertThat(page.locator(".work")).containsText("dlq.eval.embeddings");
  }

  @Test
  void triesDeadLettersAgainWhereNothingIsNewerAndDropsOthers() {
    // Given
    Page page = browser.writer(DEAD_LETTERS_PAGE);
    Locator ofIngest =
        page.locator(".work li").filter(containing(LettersOfOthers.OF_INGEST.name()));
    assertThat(ofIngest).containsText("2 letters shown");

    // When
    ofIngest.getByText("Try again").click();

    // Then
    assertThat(
            page.getByText(
                "1 record sent for another try. 1 record dropped without one, as newer ones or"
                    + " deletions have replaced them."))
        .isVisible();
    assertThat(ofIngest).hasCount(0);
    Locator ofQaGen = page.locator(".work li").filter(containing(LettersOfOthers.OF_QA_GEN.name()));
    ofQaGen.getByText("Drop…").click();
    assertThat(ofQaGen.getByText("Keep them")).isFocused();
    ofQaGen.getByText("Drop them").click();
    assertThat(page.getByText("dlq.qa-gen.queries: 1 record dropped.")).isVisible();
    assertThat(ofQaGen).hasCount(0);
  }

  @Test
  void whoMayNotWriteIsToldThatNothingWasDone() {
    // Given
    Page page = browser.reader(DEAD_LETTERS_PAGE);

    // When
    page.getByLabel("Try dlq.eval.embeddings again").click();

    // Then
    assertThat(
            page.getByText(
                "dlq.eval.embeddings: nothing was done. the token does not have the role write"))
        .isVisible();
  }

  @Test
  void showsWhatAStrangerWroteAsText() {
    // Given
    Page page = browser.reader(COLLECTION_PAGE);

    // When
    Locator reason = page.getByText("an incident <img src=x");

    // Then
    assertThat(reason).hasText(DashboardRecords.HOSTILE_REASON);
    assertThat(page.locator("main img")).hasCount(0);
    assertThat(page).hasTitle("handbook · Retune");
  }

  @Test
  void saysSoWhereThereIsNoSuchCollection() {
    // Given
    Page page = browser.reader("#/collections/never-seen");

    // When
    Locator notice = page.locator(".notice");

    // Then
    assertThat(notice).containsText("nothing was evaluated or released in collection 'never-seen'");
  }

  @Test
  void saysThatTheServiceIsAwayAndComesBackByItself() {
    // Given
    Page page = browser.reader("#/");
    assertThat(heading(page, "Overview")).isVisible();
    page.route("**/collections/**", route -> route.abort());

    // When
    page.evaluate("location.hash = '#/collections/handbook'");
    assertThat(page.getByText("The service is away")).isVisible();
    page.unroute("**/collections/**");

    // Then
    assertThat(page.locator(".lead")).containsText("Applications serve version 21");
  }

  @Test
  void theKeyboardSkipsToTheContent() {
    // Given
    Page page = browser.reader("#/");
    assertThat(heading(page, "Overview")).isVisible();

    // When
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    // Then
    assertThat(page.locator("main")).isFocused();
    assertThat(heading(page, "Overview")).isVisible();
  }

  @ParameterizedTest
  @ValueSource(strings = {"#/", COLLECTION_PAGE, VERSION_PAGE, FEEDS_PAGE, DEAD_LETTERS_PAGE})
  void fitsAPhone(String hash) {
    // Given
    Page page = browser.reader(hash, ColorScheme.LIGHT, TestBrowser.PHONE);
    waitUntilDrawn(page);

    // When
    Object width = page.evaluate("document.documentElement.scrollWidth");

    // Then
    assertThat(width).isEqualTo(TestBrowser.PHONE);
  }

  @ParameterizedTest
  @MethodSource("pagesInBothSchemes")
  void isAccessible(String hash, ColorScheme scheme) {
    // Given
    Page page = browser.reader(hash, scheme, 1280);
    waitUntilDrawn(page);

    // When
    List<String> violations = violations(page);

    // Then
    assertThat(violations).isEmpty();
  }

  private static List<String> violations(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .map(rule -> rule.getId() + ": " + rule.getNodes())
            .toList();
  }

  /** Returns when something was found. */
  private static void search(Page page) {
    page.getByLabel("Question").fill(QUESTION);
    page.keyboard().press("Enter");
    assertThat(page.locator(".column").first()).isVisible();
  }

  static Stream<Arguments> pagesInBothSchemes() {
    return Stream.of(
            "#/",
            COLLECTION_PAGE,
            VERSION_PAGE,
            SEARCH_PAGE,
            FEEDS_PAGE,
            DEAD_LETTERS_PAGE,
            "#/collections/none")
        .flatMap(
            hash ->
                Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                    .map(scheme -> Arguments.of(hash, scheme)));
  }

  /** Not a test: makes the pictures of the documentation. */
  @Test
  @EnabledIfSystemProperty(named = "retune.screenshots", matches = "true")
  void makesThePicturesOfTheDocumentation() throws Exception {
    LettersOfOthers.putAside(bootstrap);
    shoot("overview", "#/", ColorScheme.LIGHT, 1280, 640);
    shoot("collection", COLLECTION_PAGE, ColorScheme.LIGHT, 1280, 1400);
    shoot("collection-dark", COLLECTION_PAGE, ColorScheme.DARK, 1280, 900);
    shoot("version", VERSION_PAGE, ColorScheme.LIGHT, 1280, 1400);
    shoot("feeds", FEEDS_PAGE, ColorScheme.LIGHT, 1280, 720);
    shoot("dead-letters", DEAD_LETTERS_PAGE, ColorScheme.LIGHT, 1280, 720);
    shoot("overview-phone", "#/", ColorScheme.LIGHT, TestBrowser.PHONE, 900);
    shoot("collection-phone", COLLECTION_PAGE, ColorScheme.DARK, TestBrowser.PHONE, 900);
    Page version = browser.reader(VERSION_PAGE);
    waitUntilDrawn(version);
    version
        .locator("section[aria-labelledby=changes-title]")
        .screenshot(new Locator.ScreenshotOptions().setPath(SCREENSHOTS.resolve("questions.png")));
    shootSearch("search", ColorScheme.LIGHT, 1280, 1180);
    shootSearch("search-phone", ColorScheme.DARK, TestBrowser.PHONE, 900);
    Page forgotten = browser.reader(COLLECTION_PAGE);
    waitUntilDrawn(forgotten);
    forgotten
        .locator("section[aria-labelledby=forgotten-title]")
        .screenshot(new Locator.ScreenshotOptions().setPath(SCREENSHOTS.resolve("forgotten.png")));
    Page stranger = browser.stranger("#/");
    stranger.setViewportSize(800, 320);
    shoot("token", stranger);
  }

  private void shoot(String name, String hash, ColorScheme scheme, int width, int height) {
    Page page = browser.reader(hash, scheme, width);
    page.setViewportSize(width, height);
    assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true))).isVisible();
    shoot(name, page);
  }

  private void shootSearch(String name, ColorScheme scheme, int width, int height) {
    Page page = browser.reader(SEARCH_PAGE, scheme, width);
    page.setViewportSize(width, height);
    page.getByLabel("and with").selectOption("14");
    search(page);
    shoot(name, page);
  }

  private static void shoot(String name, Page page) {
    waitUntilDrawn(page);
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static void waitUntilDrawn(Page page) {
    page.waitForFunction(
        """
        () => !document.body.innerText.includes('Loading…')
            && !document.body.innerText.includes('is being asked how far')
            && !document.body.innerText.includes('is being read…')
            && !document.body.innerText.includes('Searching…')
            && [...document.querySelectorAll('.plot')].every(plot => plot.querySelector('canvas'))
        """);
  }

  /** How many pixels of a chart something is drawn on. */
  private static int inked(Locator figure) {
    return (int)
        figure
            .locator(".uplot canvas")
            .evaluate(
                """
                canvas => {
                  const pixels = canvas.getContext('2d')
                      .getImageData(0, 0, canvas.width, canvas.height).data;
                  let inked = 0;
                  for (let i = 3; i < pixels.length; i += 4) inked += pixels[i] > 128;
                  return inked;
                }
                """);
  }

  private static Locator choice(Page page, String label) {
    return page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName(label));
  }

  private static Locator stage(Page page, String name) {
    return page.locator(".stage")
        .filter(new Locator.FilterOptions().setHas(page.getByRole(AriaRole.HEADING, named(name))));
  }

  private static Locator heading(Page page, String text) {
    return page.getByRole(AriaRole.HEADING, named(text));
  }

  private static GetByRoleOptions named(String text) {
    return new GetByRoleOptions().setName(text).setExact(true);
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
