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
import java.awt.Polygon;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveImageWatermarkTest {
  private final Operation watermark = new RemoveImageWatermark();

  /** Logos as stations and platforms put them, for a photo of this size. */
  enum Logo {
    STATION {
      @Override
      void draw(Graphics2D g, int wide, int high) {
        Print.plain(
            g, Print.letters(g, "NEWS 24", Font.BOLD, high / 18, wide / 16, high / 8), Color.WHITE);
      }
    },
    CHARACTERS {
      @Override
      void draw(Graphics2D g, int wide, int high) {
        Print.plain(g, Print.bars(4, high / 16, wide - wide / 4, high / 8), Color.WHITE);
      }
    },
    EMBLEM {
      @Override
      void draw(Graphics2D g, int wide, int high) {
        g.setColor(new Color(0, 120, 255));
        int left = wide / 20;
        int top = high / 20;
        g.fillRoundRect(left, top, high / 8, high / 8, 8, 8);
        g.setColor(Color.WHITE);
        g.fill(
            new Polygon(
                new int[] {left + high / 30, left + high / 30, left + high / 10},
                new int[] {top + high / 40, top + high / 10, top + high / 16},
                3));
      }
    },
    CLEAR_STATION {
      @Override
      void draw(Graphics2D g, int wide, int high) {
        Print.plain(
            g,
            Print.letters(g, "CH. FOUR", Font.BOLD, high / 14, wide / 16, high / 8),
            new Color(255, 255, 255, 140));
      }
    },
    CLEAR_PLATFORM {
      @Override
      void draw(Graphics2D g, int wide, int high) {
        Print.shadowed(
            g,
            Print.letters(
                g, "@photoshare", Font.PLAIN, high / 18, wide - wide / 3, high - high / 14),
            new Color(255, 255, 255, 150),
            1);
      }
    },
    CLEAR_EMBLEM {
      @Override
      void draw(Graphics2D g, int wide, int high) {
        int left = wide - wide / 20 - high / 8;
        int top = high / 20;
        g.setColor(new Color(255, 255, 255, 130));
        g.fillOval(left, top, high / 8, high / 8);
        g.setColor(new Color(0, 0, 0, 150));
        g.fill(
            new Polygon(
                new int[] {left + high / 24, left + high / 24, left + high / 11},
                new int[] {top + high / 36, top + high / 11, top + high / 16},
                3));
      }
    };

    /** Whether the photo shows through. */
    boolean isClear() {
      return name().startsWith("CLEAR");
    }

    abstract void draw(Graphics2D g, int wide, int high);

    Mat over(Mat photo) {
      return Print.over(photo, g -> draw(g, photo.cols(), photo.rows()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STATION", "CHARACTERS", "EMBLEM", "CLEAR_STATION", "CLEAR_EMBLEM"})
  void erasesNineTenthsOfALogoAndFillsBetterThanTelea(Logo logo) {
    double gone = 0;
    double psnr = 0;
    double telea = 0;
    double elsewhere = 0;
    for (String name : Photos.NAMES) {
      Mat photo = Photos.sample(name);
      Mat printed = logo.over(photo);
      Mat mark = Repair.difference(photo, printed, 8);
      Mat mask = Marks.ofLogos(printed);
      Mat covered = new Mat();
      bitwise_and(mark, mask, covered);
      gone += (double) countNonZero(covered) / countNonZero(mark) / Photos.NAMES.size();
      Mat erased = erased(printed);
      psnr += Repair.psnr(photo, erased, mark) / Photos.NAMES.size();
      telea += Repair.psnr(photo, Repair.telea(printed, mask), mark) / Photos.NAMES.size();
      Mat beyond = new Mat();
      subtract(
          Repair.difference(printed, erased, 0), Repair.grown(mark, photo.rows() / 12), beyond);
      elsewhere += (double) countNonZero(beyond) / photo.total() / Photos.NAMES.size();
    }
    assertThat(gone).as("share of the logo that is gone").isGreaterThan(0.9);
    assertThat(psnr).as("PSNR").isGreaterThan(telea);
    assertThat(elsewhere).as("share changed away from the logo").isLessThan(0.002);
  }

  @ParameterizedTest
  @ValueSource(strings = {"coffee.png", "rocket.jpg", "seeding.jpg"})
  void erasesThinLettersThatLetAPhotoThrough(String name) {
    Mat photo = Photos.sample(name);
    Mat printed = Logo.CLEAR_PLATFORM.over(photo);
    Mat mark = Repair.difference(photo, printed, 8);
    Mat covered = new Mat();
    bitwise_and(mark, Marks.ofLogos(printed), covered);
    assertThat((double) countNonZero(covered) / countNonZero(mark)).isGreaterThan(0.75);
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void leavesAPhotoWithoutALogoAsItIs(String name) {
    Mat photo = Photos.sample(name);
    assertThat(Repair.bytes(erased(photo))).isEqualTo(Repair.bytes(photo));
  }

  @Test
  void readsGreyAndAlpha() {
    Mat colour = Photos.sample("chelsea.png");
    Mat clear = new Mat();
    cvtColor(colour, clear, COLOR_BGR2BGRA);
    for (Mat photo : new Mat[] {Pixels.grey(colour), clear}) {
      Mat printed = Logo.STATION.over(photo);
      Mat mark = Repair.difference(photo, printed, 8);
      Mat erased = erased(printed);
      assertThat(erased.channels()).isEqualTo(photo.channels());
      assertThat(Repair.psnr(photo, erased, mark)).isGreaterThan(22);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,7", "7,2", "40,9", "3000,4", "2600,2000"})
  void takesAnySize(int width, int height) {
    Mat plain = Photos.plain(width, height, CV_8UC3, 40, 90, 60);
    assertThat(Repair.bytes(erased(plain))).isEqualTo(Repair.bytes(plain));
  }

  @Test
  void answersTheSameTwice() {
    Mat printed = Logo.EMBLEM.over(Photos.sample("coffee.png"));
    assertThat(Repair.bytes(erased(printed))).isEqualTo(Repair.bytes(erased(printed)));
  }

  private Mat erased(Mat photo) {
    return Repair.result(watermark, Map.of("ImageURL", photo), Map.of());
  }
}
