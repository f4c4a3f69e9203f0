package io.retune.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same paragraph of a manual, in languages and encodings that say nothing of themselves. */
class TextEncodingDetectorTest {
  private static final TikaDocumentParser PARSER = TikaDocumentParser.load(100_000);

  private static final String ARABIC =
      "تعرض هذه الصفحة كيفية إعداد خدمة البحث في الوثائق. يجب أولا تثبيت البر"
          + "نامج على الجهاز ثم اختيار المجلد الذي توجد فيه الملفات. بعد ذلك تقرأ ا"
          + "لخدمة كل ملف وتقسمه إلى أجزاء صغيرة. إذا تغير الملف فإن الأجزاء التي ت"
          + "غيرت فقط تحفظ من جديد. يمكن للمستخدم أن يسأل سؤالا بلغته ويحصل على الج"
          + "واب من الوثيقة المناسبة.";

  private static final String RUSSIAN =
      "На этой странице описано, как настроить службу поиска по документам. С"
          + "начала нужно установить программу на компьютер, затем выбрать папку, в"
          + " которой лежат файлы. После этого служба читает каждый файл и делит ег"
          + "о на небольшие части. Если файл изменился, то заново сохраняются тольк"
          + "о изменённые части. Пользователь может задать вопрос на своём языке и "
          + "получить ответ из нужного документа.";

  private static final String UKRAINIAN =
      "На цій сторінці описано, як налаштувати службу пошуку в документах. Сп"
          + "очатку потрібно встановити програму на комп'ютер, потім вибрати теку, "
          + "в якій лежать файли. Після цього служба читає кожен файл і ділить його"
          + " на невеликі частини. Якщо файл змінився, заново зберігаються лише змі"
          + "нені частини.";

  private static final String HEBREW =
      "בדף זה מוסבר כיצד להגדיר את שירות החיפוש במסמכים. תחילה יש להתקין את ה"
          + "תוכנה על המחשב ולאחר מכן לבחור את התיקייה שבה נמצאים הקבצים. לאחר מכן "
          + "השירות קורא כל קובץ ומחלק אותו לחלקים קטנים. אם הקובץ השתנה נשמרים מחד"
          + "ש רק החלקים שהשתנו. המשתמש יכול לשאול שאלה בשפתו ולקבל תשובה מן המסמך "
          + "המתאים.";

  private static final String JAPANESE =
      "このページでは、文書検索サービスの設定方法を説明します。まず、プログラムをコンピューターにインストールし、ファイルが入っているフォルダーを選"
          + "びます。その後、サービスは各ファイルを読み込み、小さな部分に分けます。ファイルが変更された場合は、変更された部分だけが新しく保存されます。利"
          + "用者は自分の言葉で質問し、適切な文書から答えを得ることができます。";

  private static final String SIMPLIFIED_CHINESE =
      "本页介绍如何设置文档搜索服务。首先需要在计算机上安装程序，然后选择存放文件的文件夹。之后，服务会读取每个文件，并把它分成小的部分。如果文件发"
          + "生变化，只有变化的部分会重新保存。用户可以用自己的语言提出问题，并从合适的文档中得到答案。";

  private static final String TRADITIONAL_CHINESE =
      "本頁介紹如何設定文件搜尋服務。首先需要在電腦上安裝程式，然後選擇存放檔案的資料夾。之後，服務會讀取每個檔案，並把它分成小的部分。如果檔案發生"
          + "變化，只有變化的部分會重新儲存。使用者可以用自己的語言提出問題，並從合適的文件中得到答案。";

  private static final String KOREAN =
      "이 페이지에서는 문서 검색 서비스를 설정하는 방법을 설명합니다. 먼저 프로그램을 컴퓨터에 설치한 다음 파일이 들어 있는 폴더를"
          + " 선택합니다. 그 후 서비스는 각 파일을 읽고 작은 부분으로 나눕니다. 파일이 바뀌면 바뀐 부분만 새로 저장됩니다. 사용자는 "
          + "자기 언어로 질문하고 알맞은 문서에서 답을 얻을 수 있습니다.";

  private static final String GREEK =
      "Σε αυτή τη σελίδα εξηγείται πώς να ρυθμίσετε την υπηρεσία αναζήτησης ε"
          + "γγράφων. Πρώτα πρέπει να εγκαταστήσετε το πρόγραμμα στον υπολογιστή κα"
          + "ι μετά να επιλέξετε τον φάκελο όπου βρίσκονται τα αρχεία. Ύστερα η υπη"
          + "ρεσία διαβάζει κάθε αρχείο και το χωρίζει σε μικρά μέρη.";

  private static final String TURKISH =
      "Bu sayfada belge arama hizmetinin nasıl ayarlanacağı açıklanır. Önce p"
          + "rogramı bilgisayara kurmanız, sonra dosyaların bulunduğu klasörü seçme"
          + "niz gerekir. Ardından hizmet her dosyayı okur ve küçük parçalara böler"
          + ". Dosya değişirse yalnızca değişen parçalar yeniden saklanır.";

  private static final String FRENCH =
      "Cette page explique comment configurer le service de recherche de docu"
          + "ments. Il faut d’abord installer le programme sur l’ordinateur, puis c"
          + "hoisir le dossier où se trouvent les fichiers. Ensuite, le service lit"
          + " chaque fichier et le découpe en petites parties. Si le fichier a chan"
          + "gé, seules les parties modifiées sont enregistrées à nouveau.";

  private static final String GERMAN =
      "Diese Seite erklärt, wie man den Dienst für die Suche in Dokumenten ei"
          + "nrichtet. Zuerst muss das Programm auf dem Rechner installiert werden,"
          + " danach wählt man den Ordner, in dem die Dateien liegen. Anschließend "
          + "liest der Dienst jede Datei und zerlegt sie in kleine Stücke. Ändert s"
          + "ich die Datei, so werden nur die geänderten Stücke neu gespeichert.";

  private static final String POLISH =
      "Na tej stronie opisano, jak skonfigurować usługę wyszukiwania dokument"
          + "ów. Najpierw należy zainstalować program na komputerze, a następnie wy"
          + "brać folder, w którym znajdują się pliki. Potem usługa czyta każdy pli"
          + "k i dzieli go na małe części. Jeśli plik się zmienił, zapisywane są na"
          + " nowo tylko zmienione części.";

  private static final String CZECH =
      "Na této stránce je popsáno, jak nastavit službu vyhledávání v dokument"
          + "ech. Nejprve je třeba nainstalovat program do počítače a poté vybrat s"
          + "ložku, ve které se nacházejí soubory. Potom služba přečte každý soubor"
          + " a rozdělí jej na malé části.";

  static Stream<Arguments> encodings() {
    return Stream.of(
        Arguments.of("windows-1256", ARABIC),
        Arguments.of("ISO-8859-6", ARABIC),
        Arguments.of("KOI8-R", RUSSIAN),
        Arguments.of("windows-1251", RUSSIAN),
        Arguments.of("windows-1251", UKRAINIAN),
        Arguments.of("IBM866", RUSSIAN),
        Arguments.of("windows-1255", HEBREW),
        Arguments.of("Shift_JIS", JAPANESE),
        Arguments.of("EUC-JP", JAPANESE),
        Arguments.of("GB18030", SIMPLIFIED_CHINESE),
        Arguments.of("Big5", TRADITIONAL_CHINESE),
        Arguments.of("EUC-KR", KOREAN),
        Arguments.of("windows-1253", GREEK),
        Arguments.of("windows-1254", TURKISH),
        Arguments.of("windows-1252", FRENCH),
        Arguments.of("windows-1252", GERMAN),
        Arguments.of("windows-1250", POLISH),
        Arguments.of("windows-1250", CZECH));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("encodings")
  void readsATextThatDoesNotSayHowItIsEncoded(String encoding, String text) throws Exception {
    // When
    ParsedDocument parsed = parse("page.txt", "", text.getBytes(encoding));

    // Then
    assertThat(parsed.sections()).containsExactly(new Section(0, "", List.of(text)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("encodings")
  void readsAPageAndMarkdownThatDoNotSayHowTheyAreEncoded(String encoding, String text)
      throws Exception {
    // Given
    String html = "<html><body class='manual'><div><p>" + text + "</p></div></body></html>";

    // When
    ParsedDocument page = parse("page.html", "", html.getBytes(encoding));
    ParsedDocument markdown = parse("page.md", "", text.getBytes(encoding));

    // Then
    assertThat(page.sections()).containsExactly(new Section(0, "", List.of(text)));
    assertThat(markdown.sections()).containsExactly(new Section(0, "", List.of(text)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("encodings")
  void believesTheMediaTypeOfAShortText(String encoding, String text) throws Exception {
    // Given
    String words = text.substring(0, 12).strip();

    // When
    ParsedDocument parsed =
        parse("page.txt", "text/plain; charset=" + encoding, words.getBytes(encoding));

    // Then
    assertThat(parsed.sections()).containsExactly(new Section(0, "", List.of(words)));
  }

  @Test
  void doesNotBelieveAMediaTypeThatCannotBe() throws Exception {
    // Given
    byte[] text = POLISH.getBytes("windows-1250");

    // When
    ParsedDocument parsed = parse("page.txt", "text/plain; charset=utf-8", text);

    // Then
    assertThat(parsed.sections()).containsExactly(new Section(0, "", List.of(POLISH)));
  }

  @Test
  void takesUtf8WhereItCanBeHoweverLateItsFirstLetterIs() throws Exception {
    // Given: more of plain ASCII than is looked at, and a letter that the sample's end cuts
    String late = "a".repeat(100_000) + "\u00E9";
    String cut = "a".repeat((1 << 16) - 1) + "\u00E9";

    // When
    List<Charset> detected =
        List.of(
            detect(late.getBytes(StandardCharsets.UTF_8)),
            detect(cut.getBytes(StandardCharsets.UTF_8)),
            detect("caf\u00E9".getBytes(StandardCharsets.UTF_8)));

    // Then
    assertThat(detected).containsOnly(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("unicodeEncodings")
  void readsEachByteOrderMark(String encoding, byte[] mark) throws Exception {
    // Given
    byte[] encoded = GREEK.getBytes(encoding);
    byte[] text = Arrays.copyOf(mark, mark.length + encoded.length);
    System.arraycopy(encoded, 0, text, mark.length, encoded.length);

    // When
    ParsedDocument parsed = parse("page.txt", "", text);

    // Then
    assertThat(parsed.sections()).containsExactly(new Section(0, "", List.of(GREEK)));
  }

  static Stream<Arguments> unicodeEncodings() {
    return Stream.of(
        Arguments.of("UTF-8", bytes(0xEF, 0xBB, 0xBF)),
        Arguments.of("UTF-16LE", bytes(0xFF, 0xFE)),
        Arguments.of("UTF-16BE", bytes(0xFE, 0xFF)),
        Arguments.of("UTF-32LE", bytes(0xFF, 0xFE, 0, 0)),
        Arguments.of("UTF-32BE", bytes(0, 0, 0xFE, 0xFF)));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static Charset detect(byte[] text) throws Exception {
    try (TikaInputStream in = TikaInputStream.get(text)) {
      return new TextEncodingDetector().detect(in, new Metadata());
    }
  }

  private static ParsedDocument parse(String name, String mediaType, byte[] content)
      throws DocumentRejected {
    return PARSER.parse(name, mediaType, new ByteArrayInputStream(content));
  }
}
