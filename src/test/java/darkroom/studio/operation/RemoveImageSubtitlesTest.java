package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.bitwise_and;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class RemoveImageSubtitlesTest {
  private static final Map<String, String> DEFAULTS = box("0", "0.75", "1", "0.25");

  private final Operation subtitles = new RemoveImageSubtitles();

  /** Subtitles as they are burnt in, for a photo of this size, at its foot. */
  enum Subtitle {
    OUTLINED_LATIN {
      @Override
      void draw(Graphics2D g, int left, int foot, int high) {
        Print.outlined(
            g,
            Print.letters(g, "Hello world, again", Font.BOLD, high / 16, left, foot),
            Color.WHITE,
            Color.BLACK,
            2);
      }
    },
    SHADOWED_LATIN {
      @Override
      void draw(Graphics2D g, int left, int foot, int high) {
        Print.shadowed(
            g,
            Print.letters(g, "jumping quickly", Font.PLAIN, high / 18, left, foot),
            Color.WHITE,
            3);
      }
    },
    YELLOW_CYRILLIC {
      @Override
      void draw(Graphics2D g, int left, int foot, int high) {
        Print.plain(
            g, Print.letters(g, "Пример: the sea", Font.BOLD, high / 18, left, foot), Color.YELLOW);
      }
    },
    OUTLINED_CHARACTERS {
      @Override
      void draw(Graphics2D g, int left, int foot, int high) {
        Print.outlined(
            g, Print.bars(7, high / 14, left, foot), Color.WHITE, Color.BLACK, high / 140 + 1);
      }
    },
    TWO_BLUE_LINES {
      @Override
      void draw(Graphics2D g, int left, int foot, int high) {
        Color blue = new Color(20, 20, 120);
        int above = foot - high / 14;
        Print.outlined(
            g,
            Print.letters(g, "Two lines of text", Font.BOLD, high / 20, left, above),
            Color.WHITE,
            blue,
            2);
        Print.outlined(
            g,
            Print.letters(g, "Zweite Zeile öäü", Font.BOLD, high / 20, left, foot),
            Color.CYAN,
            blue,
            2);
      }
    };

    abstract void draw(Graphics2D g, int left, int foot, int high);

    Mat over(Mat photo) {
      return Print.over(
          photo, g -> draw(g, photo.cols() / 10, photo.rows() - photo.rows() / 12, photo.rows()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void erasesNineTenthsOfAMarkAndFillsBetterThanTelea(Subtitle subtitle) {
    double gone = 0;
    double psnr = 0;
    double telea = 0;
    double elsewhere = 0;
    for (String name : Photos.NAMES) {
      Mat photo = Photos.sample(name);
      Mat printed = subtitle.over(photo);
      Mat mark = Repair.difference(photo, printed, 8);
      Mat mask = Marks.ofText(printed, lowerQuarter(photo));
      Mat covered = new Mat();
      bitwise_and(mark, mask, covered);
      gone += (double) countNonZero(covered) / countNonZero(mark) / Photos.NAMES.size();
      Mat erased = erased(printed, DEFAULTS);
      psnr += Repair.psnr(photo, erased, mark) / Photos.NAMES.size();
      telea += Repair.psnr(photo, Repair.telea(printed, mask), mark) / Photos.NAMES.size();
      Mat beyond = new Mat();
      subtract(
          Repair.difference(printed, erased, 0), Repair.grown(mark, photo.rows() / 12), beyond);
      elsewhere += (double) countNonZero(beyond) / photo.total() / Photos.NAMES.size();
    }
    assertThat(gone).as("share of the text that is gone").isGreaterThan(0.9);
    assertThat(psnr).as("PSNR").isGreaterThan(telea);
    assertThat(elsewhere).as("share changed away from the text").isLessThan(0.002);
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void leavesAPhotoWithoutTextAsItIs(String name) {
    Mat photo = Photos.sample(name);
    assertThat(Repair.bytes(erased(photo, DEFAULTS))).isEqualTo(Repair.bytes(photo));
  }

  @Test
  void erasesInsideTheBoxOnly() {
    Mat photo = Photos.sample("chelsea.png");
    Mat printed = Subtitle.OUTLINED_LATIN.over(photo);
    Mat mark = Repair.difference(photo, printed, 8);
    byte[] before = Repair.bytes(printed);
    for (Map<String, String> aside :
        Arrays.asList(
            box("0", "0", "1", "0.75"),
            box("0.7", "0.75", "0.3", "0.25"),
            box("0", "0.75", "0", "0.25"),
            box("0", "0.75", "1", "0"))) {
      assertThat(Repair.bytes(erased(printed, aside))).as("%s", aside).isEqualTo(before);
    }
    Mat erased = erased(printed, box("0.05", "0.8", "0.65", "1"));
    assertThat(Repair.psnr(photo, erased, mark)).isGreaterThan(22);
    assertThat(Repair.psnr(photo, printed, mark)).isLessThan(10);
  }

  @Test
  void readsGreyAndAlpha() {
    Mat colour = Photos.sample("chelsea.png");
    Mat grey = Pixels.grey(colour);
    Mat clear = new Mat();
    cvtColor(colour, clear, COLOR_BGR2BGRA);
    for (Mat photo : new Mat[] {grey, clear}) {
      Mat printed = Subtitle.OUTLINED_LATIN.over(photo);
      Mat mark = Repair.difference(photo, printed, 8);
      Mat erased = erased(printed, DEFAULTS);
      assertThat(erased.channels()).isEqualTo(photo.channels());
      assertThat(Repair.psnr(photo, erased, mark)).isGreaterThan(22);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,7", "7,2", "40,9", "3000,4", "2600,2000"})
  void takesAnySize(int width, int height) {
    Mat plain = Photos.plain(width, height, CV_8UC3, 40, 90, 60);
    assertThat(Repair.bytes(erased(plain, DEFAULTS))).isEqualTo(Repair.bytes(plain));
  }

  @Test
  void answersTheSameTwice() {
    Mat printed = Subtitle.YELLOW_CYRILLIC.over(Photos.sample("coffee.png"));
    assertThat(Repair.bytes(erased(printed, DEFAULTS)))
        .isEqualTo(Repair.bytes(erased(printed, DEFAULTS)));
  }

  private Mat erased(Mat photo, Map<String, String> box) {
    return Repair.result(subtitles, Map.of("ImageURL", photo), box);
  }

  private static Rect lowerQuarter(Mat photo) {
    int top = (int) Math.floor(0.75 * photo.rows());
    return new Rect(0, top, photo.cols(), photo.rows() - top);
  }

  private static Map<String, String> box(String x, String y, String width, String height) {
    return Map.of("BX", x, "BY", y, "BW", width, "BH", height);
  }
}
