package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_videoio.CAP_OPENCV_MJPEG;
import static org.bytedeco.opencv.global.opencv_videoio.VIDEOWRITER_PROP_QUALITY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_videoio.VideoWriter;

/** Writes a video as JPEG pictures in an AVI file. */
final class MotionJpeg {
  static final int FRAMES_PER_SECOND = 15;

  private static final double QUALITY = 92;

  private MotionJpeg() {}

  static byte[] video(int frames, Size size, IntFunction<Mat> frame) {
    try {
      // OpenCV writes videos to files only.
      Path file = Files.createTempFile("darkroom", ".avi");
      try {
        write(file, frames, size, frame);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, int frames, Size size, IntFunction<Mat> frame) {
    int code = VideoWriter.fourcc((byte) 'M', (byte) 'J', (byte) 'P', (byte) 'G');
    try (VideoWriter writer =
        new VideoWriter(file.toString(), CAP_OPENCV_MJPEG, code, FRAMES_PER_SECOND, size, true)) {
      if (!writer.isOpened()) {
        throw new IllegalStateException("Expected an AVI file to be written to " + file);
      }
      writer.set(VIDEOWRITER_PROP_QUALITY, QUALITY);
      for (int number = 0; number < frames; number++) {
        // Each frame's memory goes at once, for a video's frames are many.
        try (PointerScope scope = new PointerScope()) {
          writer.write(frame.apply(number));
        }
      }
      writer.release();
    }
  }
}
