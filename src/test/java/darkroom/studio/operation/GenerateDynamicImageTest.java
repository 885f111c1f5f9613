package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.PSNR;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateDynamicImageTest {
  private final GenerateDynamicImage operation = new GenerateDynamicImage();

  /** A video as the container says it, read here without OpenCV. */
  private record Video(int microsecondsAFrame, List<byte[]> frames) {
    static Video of(byte[] file) {
      ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(word(file, 0)).isEqualTo("RIFF");
      assertThat(word(file, 8)).isEqualTo("AVI ");
      List<byte[]> frames = new ArrayList<>();
      int[] rate = {0};
      chunks(bytes, file, 12, file.length, frames, rate);
      return new Video(rate[0], frames);
    }

    private static void chunks(
        ByteBuffer bytes, byte[] file, int from, int to, List<byte[]> frames, int[] rate) {
      for (int at = from; at + 8 <= to; ) {
        int length = bytes.getInt(at + 4);
        String name = word(file, at);
        if (name.equals("LIST") || name.equals("RIFF")) {
          chunks(bytes, file, at + 12, at + 8 + length, frames, rate);
        } else if (name.equals("avih")) {
          rate[0] = bytes.getInt(at + 8);
        } else if (name.equals("00dc")) {
          frames.add(Arrays.copyOfRange(file, at + 8, at + 8 + length));
        }
        at += 8 + length + length % 2;
      }
    }

    private static String word(byte[] file, int at) {
      return new String(file, at, 4, StandardCharsets.US_ASCII);
    }
  }

  @ParameterizedTest
  @CsvSource({"camera.png,1", "astronaut.png,10", "rocket.jpg,11", "rocket.jpg,01"})
  void makesAVideoThatAnotherDecoderReads(String name, String bits) throws IOException {
    Mat photo = Photos.scaled(Photos.sample(name), 0.6);
    Video video = Video.of(video(photo, bits));
    assertThat(video.frames).hasSize(LoopedMotion.FRAMES);
    assertThat((long) video.microsecondsAFrame * video.frames.size())
        .isGreaterThanOrEqualTo(2_000_000);
    LoopedMotion motion = operation.motion(photo, bits);
    for (int number : new int[] {0, 17, LoopedMotion.FRAMES - 1}) {
      byte[] jpeg = video.frames.get(number);
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(jpeg));
      assertThat(read.getWidth()).isEqualTo(photo.cols());
      assertThat(read.getHeight()).isEqualTo(photo.rows());
      Mat decoded = imdecode(new Mat(jpeg), IMREAD_COLOR);
      assertThat(PSNR(decoded, motion.frame(number))).isGreaterThan(30);
    }
  }

  @ParameterizedTest
  @CsvSource({"camera.png,1", "astronaut.png,10", "rocket.jpg,11"})
  void movesTheRegionAndNothingElse(String name, String bits) {
    Mat photo = Pixels.colour(Photos.sample(name));
    LoopedMotion motion = operation.motion(photo, bits);
    for (int number : new int[] {3, 11, 29}) {
      assertThat(changed(photo, motion.frame(number), motion, false)).isZero();
      assertThat(changed(photo, motion.frame(number), motion, true)).isGreaterThan(300);
    }
  }

  @Test
  void leavesTheGroundStillUnderAMovingSky() {
    LoopedMotion motion = operation.motion(Photos.sample("camera.png"), "1");
    assertThat(motion.moves(20 * 512 + 40)).as("sky").isTrue();
    assertThat(motion.moves(400 * 512 + 450)).as("grass").isFalse();
    assertThat(motion.moves(110 * 512 + 215)).as("head").isFalse();
  }

  @Test
  void loopsWithoutAJump() {
    Mat photo = Photos.sample("astronaut.png");
    LoopedMotion motion = operation.motion(photo, "10");
    int last = LoopedMotion.FRAMES - 1;
    double within = norm(motion.frame(9), motion.frame(10));
    assertThat(norm(motion.frame(last), motion.frame(0))).isLessThan(2 * within);
    assertThat(norm(motion.frame(last + 1), motion.frame(0), NORM_INF, new Mat())).isZero();
  }

  @Test
  void takesGreyAndTransparentPicturesTheSameTwice() {
    Mat grey = Photos.scaled(Photos.sample("camera.png"), 0.3);
    assertThat(video(grey, "1")).isEqualTo(video(grey, "1"));
    Mat clear = new Mat();
    cvtColor(Photos.scaled(Photos.sample("rocket.jpg"), 33.0 / 427), clear, COLOR_BGR2BGRA);
    assertThat(Video.of(video(clear, "01")).frames).hasSize(LoopedMotion.FRAMES);
  }

  @ParameterizedTest
  @CsvSource({"1,sky", "01,sky", "10,hair", "11,sky or hair"})
  void refusesAPhotoWithNothingToMove(String bits, String what) {
    assertThatThrownBy(() -> video(Photos.plain(40, 33, CV_8UC1, 20), bits))
        .isInstanceOf(Unacceptable.class)
        .hasMessage(
            "Expected a photo that shows %s for GenerateDynamicImage.Url but was one in which none"
                + " is found",
            what);
  }

  private byte[] video(Mat photo, String bits) {
    Map<String, Object> data = operation.apply(Map.of("Url", photo), Map.of("Operation", bits));
    assertThat(data).containsOnlyKeys("Url");
    Picture video = (Picture) data.get("Url");
    assertThat(video.extension()).isEqualTo("avi");
    return video.bytes();
  }

  /** How many pixels, inside or outside what moves, are not the photo's. */
  private static int changed(Mat photo, Mat frame, LoopedMotion motion, boolean inside) {
    int count = 0;
    try (UByteIndexer before = photo.createIndexer();
        UByteIndexer after = frame.createIndexer()) {
      for (int place = 0; place < photo.cols() * photo.rows(); place++) {
        int y = place / photo.cols();
        int x = place % photo.cols();
        boolean same = true;
        for (int c = 0; c < 3; c++) {
          same &= before.get(y, x, c) == after.get(y, x, c);
        }
        count += motion.moves(place) == inside && !same ? 1 : 0;
      }
    }
    return count;
  }
}
