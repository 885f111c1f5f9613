package darkroom.photo;

import static darkroom.photo.FixtureFiles.bytes;
import static darkroom.photo.FixtureFiles.chunk;
import static darkroom.photo.FixtureFiles.concat;
import static darkroom.photo.FixtureFiles.encode;
import static darkroom.photo.FixtureFiles.exif;
import static darkroom.photo.FixtureFiles.frame;
import static darkroom.photo.FixtureFiles.indexOf;
import static darkroom.photo.FixtureFiles.little;
import static darkroom.photo.FixtureFiles.pngChunk;
import static darkroom.photo.FixtureFiles.riff;
import static darkroom.photo.FixtureFiles.webpHeader;
import static darkroom.photo.FixtureFiles.webpPixels;
import static darkroom.photo.FixtureFiles.withChunk;
import static darkroom.photo.FixtureFiles.withSegment;
import static darkroom.photo.FixtureFiles.write;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencodemulti;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import darkroom.action.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Photo files of every kind that users have, and of every kind that is broken, made in memory. */
public final class PhotoFixtures {
  /** The size of the fixtures that take none; no two of its sides' halves are alike. */
  public static final int WIDTH = 60;

  public static final int HEIGHT = 44;

  /** How opaque every pixel of the fixtures with alpha is. */
  public static final int ALPHA = 128;

  private PhotoFixtures() {}

  // ---- whole photos ----

  public static byte[] of(ImageFormat format, int width, int height) {
    return encode(format.extension(), picture(width, height));
  }

  public static byte[] jpeg(int width, int height) {
    return encode("jpg", picture(width, height), IMWRITE_JPEG_QUALITY, 95);
  }

  public static byte[] progressiveJpeg() {
    return encode("jpg", picture(WIDTH, HEIGHT), IMWRITE_JPEG_PROGRESSIVE, 1);
  }

  public static byte[] grayJpeg() {
    return encode("jpg", gray(picture(WIDTH, HEIGHT)));
  }

  /** Inverted, as Adobe's programs write it and every reader expects it. */
  public static byte[] cmykJpeg() {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        raster.setPixel(x, y, new int[] {255, 128, 0, 255});
      }
    }
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    return withSegment(write("jpeg", raster), 0xEE, adobe);
  }

  /** Stored so that turning it as the tag says gives {@link #picture}. */
  public static byte[] rotatedJpeg(Orientation orientation) {
    return rotatedJpeg(orientation, WIDTH, HEIGHT, ByteOrder.BIG_ENDIAN);
  }

  public static byte[] rotatedJpeg(
      Orientation orientation, int width, int height, ByteOrder order) {
    byte[] jpeg =
        encode("jpg", unturned(picture(width, height), orientation), IMWRITE_JPEG_QUALITY, 95);
    return withSegment(
        jpeg,
        0xE1,
        concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif(orientation, order)));
  }

  public static byte[] rotatedPng(Orientation orientation) {
    byte[] png = encode("png", unturned(picture(WIDTH, HEIGHT), orientation));
    return withChunk(png, "eXIf", exif(orientation, ByteOrder.BIG_ENDIAN));
  }

  /** EXIF stands behind the pixels. */
  public static byte[] rotatedWebp(Orientation orientation) {
    Mat stored = unturned(picture(WIDTH, HEIGHT), orientation);
    return riff(
        webpHeader(0x08, stored.cols(), stored.rows()),
        webpPixels(stored),
        chunk("EXIF", exif(orientation, ByteOrder.LITTLE_ENDIAN)));
  }

  public static byte[] rotatedTiff(Orientation orientation) {
    return FixtureFiles.tiff(unturned(picture(WIDTH, HEIGHT), orientation), orientation);
  }

  /** With alpha, and to be turned. */
  public static byte[] rotatedRgbaPng(Orientation orientation) {
    byte[] png = encode("png", unturned(translucent(picture(WIDTH, HEIGHT)), orientation));
    return withChunk(png, "eXIf", exif(orientation, ByteOrder.BIG_ENDIAN));
  }

  public static byte[] png(int width, int height) {
    return encode("png", picture(width, height));
  }

  public static byte[] onePixelPng() {
    return png(1, 1);
  }

  public static byte[] png16() {
    Mat deep = new Mat();
    picture(WIDTH, HEIGHT).convertTo(deep, CV_16U, 257, 0);
    return encode("png", deep);
  }

  public static byte[] grayPng() {
    return encode("png", gray(picture(WIDTH, HEIGHT)));
  }

  public static byte[] rgbaPng() {
    return encode("png", translucent(picture(WIDTH, HEIGHT)));
  }

  public static byte[] rgbaPng16() {
    Mat deep = new Mat();
    translucent(picture(WIDTH, HEIGHT)).convertTo(deep, CV_16U, 257, 0);
    return encode("png", deep);
  }

  public static byte[] grayAlphaPng() {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 2, null);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        raster.setPixel(x, y, new int[] {40, ALPHA});
      }
    }
    return write("png", raster);
  }

  public static byte[] palettePng() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, x < WIDTH / 2 ? 0xFF0000 : 0x0000FF);
      }
    }
    return write("png", image);
  }

  /** The palette's first entry, which some pixels use, is transparent. */
  public static byte[] transparentPalettePng() {
    byte[] png = palettePng();
    int pixels = indexOf(png, "IDAT") - 4;
    return concat(
        Arrays.copyOf(png, pixels),
        pngChunk("tRNS", new byte[] {0}),
        Arrays.copyOfRange(png, pixels, png.length));
  }

  /** A still picture that says it moves, as its first frame is stored. */
  public static byte[] animatedPng() {
    byte[] frames = {0, 0, 0, 1, 0, 0, 0, 0};
    byte[] control =
        ByteBuffer.allocate(26)
            .putInt(0)
            .putInt(WIDTH)
            .putInt(HEIGHT)
            .putInt(20, 0x00640064)
            .array();
    return withChunk(withChunk(png(WIDTH, HEIGHT), "fcTL", control), "acTL", frames);
  }

  /** Random pixels, which no encoder makes much smaller. */
  public static byte[] noisePng(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    new Random(7).nextBytes(pixels);
    return encode("png", mat(width, height, pixels));
  }

  public static byte[] bmp(int width, int height) {
    return encode("bmp", picture(width, height));
  }

  public static byte[] topDownBmp() {
    byte[] bmp = encode("bmp", unturned(picture(WIDTH, HEIGHT), Orientation.FLIP));
    little(bmp).putInt(22, -HEIGHT);
    return bmp;
  }

  /** With the 12-byte header of OS/2 1. */
  public static byte[] os2Bmp() {
    byte[] bmp = bmp(WIDTH, HEIGHT);
    byte[] pixels = Arrays.copyOfRange(bmp, little(bmp).getInt(10), bmp.length);
    byte[] header = new byte[26];
    little(header)
        .put((byte) 'B')
        .put((byte) 'M')
        .putInt(26 + pixels.length)
        .putInt(0)
        .putInt(26)
        .putInt(12)
        .putShort((short) WIDTH)
        .putShort((short) HEIGHT)
        .putShort((short) 1)
        .putShort((short) 24);
    return concat(header, pixels);
  }

  public static byte[] rgbaBmp() {
    return encode("bmp", translucent(picture(WIDTH, HEIGHT)));
  }

  public static byte[] webp(int width, int height) {
    return encode("webp", picture(width, height), IMWRITE_WEBP_QUALITY, 90);
  }

  public static byte[] losslessWebp() {
    return encode("webp", picture(WIDTH, HEIGHT), IMWRITE_WEBP_QUALITY, 101);
  }

  public static byte[] rgbaWebp() {
    return encode("webp", translucent(picture(WIDTH, HEIGHT)), IMWRITE_WEBP_QUALITY, 101);
  }

  /** Two frames: the picture, then its mirror image. */
  public static byte[] animatedWebp() {
    Mat mirrored = new Mat();
    flip(picture(WIDTH, HEIGHT), mirrored, 1);
    return riff(
        webpHeader(0x02, WIDTH, HEIGHT),
        chunk("ANIM", new byte[6]),
        chunk("ANMF", concat(frame(), webpPixels(picture(WIDTH, HEIGHT)))),
        chunk("ANMF", concat(frame(), webpPixels(mirrored))));
  }

  public static byte[] tiff(int width, int height) {
    return encode("tif", picture(width, height));
  }

  public static byte[] bigEndianTiff() {
    return FixtureFiles.tiff(picture(WIDTH, HEIGHT), Orientation.UPRIGHT);
  }

  public static byte[] rgbaTiff() {
    return FixtureFiles.tiff(translucent(picture(WIDTH, HEIGHT)), Orientation.UPRIGHT);
  }

  public static byte[] pagesTiff() {
    BytePointer written = new BytePointer();
    MatVector pages = new MatVector(picture(WIDTH, HEIGHT), picture(10, 10));
    imencodemulti(".tif", pages, written);
    return bytes(written);
  }

  public static byte[] gif() {
    return write("gif", new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED));
  }

  // ---- what is broken ----

  public static byte[] empty() {
    return new byte[0];
  }

  public static byte[] textNamedJpg() {
    return "This is not a photo.\nIt only says so.\n".getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] heic() {
    return "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The header is whole, half of the pixels are missing. */
  public static byte[] truncatedJpeg() {
    return half(jpeg(WIDTH, HEIGHT));
  }

  public static byte[] truncatedPng() {
    return half(png(WIDTH, HEIGHT));
  }

  /** One byte of the pixels is another. */
  public static byte[] damagedPng() {
    byte[] png = png(WIDTH, HEIGHT);
    png[png.length / 2] ^= 0x55;
    return png;
  }

  /** A valid file of under a hundred bytes whose header declares 60000x60000 pixels. */
  public static byte[] declaredHugePng() {
    byte[] header =
        ByteBuffer.allocate(13).putInt(60000).putInt(60000).put(new byte[] {8, 2, 0, 0, 0}).array();
    return concat(
        Arrays.copyOf(png(1, 1), 8),
        pngChunk("IHDR", header),
        pngChunk("IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1}),
        pngChunk("IEND", new byte[0]));
  }

  /** The first half of a file. */
  public static byte[] half(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }

  /** Every fixture above, by its name. */
  public static Map<String, byte[]> all() {
    Map<String, byte[]> all = new TreeMap<>();
    all.put("jpeg", jpeg(WIDTH, HEIGHT));
    all.put("progressiveJpeg", progressiveJpeg());
    all.put("grayJpeg", grayJpeg());
    all.put("cmykJpeg", cmykJpeg());
    all.put("rotatedJpeg", rotatedJpeg(Orientation.TURN_RIGHT));
    all.put("rotatedPng", rotatedPng(Orientation.TURN_RIGHT));
    all.put("rotatedWebp", rotatedWebp(Orientation.TURN_RIGHT));
    all.put("rotatedTiff", rotatedTiff(Orientation.TURN_RIGHT));
    all.put("rotatedRgbaPng", rotatedRgbaPng(Orientation.TURN_RIGHT));
    all.put("png", png(WIDTH, HEIGHT));
    all.put("onePixelPng", onePixelPng());
    all.put("png16", png16());
    all.put("grayPng", grayPng());
    all.put("rgbaPng", rgbaPng());
    all.put("rgbaPng16", rgbaPng16());
    all.put("grayAlphaPng", grayAlphaPng());
    all.put("palettePng", palettePng());
    all.put("transparentPalettePng", transparentPalettePng());
    all.put("animatedPng", animatedPng());
    all.put("bmp", bmp(WIDTH, HEIGHT));
    all.put("topDownBmp", topDownBmp());
    all.put("os2Bmp", os2Bmp());
    all.put("rgbaBmp", rgbaBmp());
    all.put("webp", webp(WIDTH, HEIGHT));
    all.put("losslessWebp", losslessWebp());
    all.put("rgbaWebp", rgbaWebp());
    all.put("animatedWebp", animatedWebp());
    all.put("tiff", tiff(WIDTH, HEIGHT));
    all.put("bigEndianTiff", bigEndianTiff());
    all.put("rgbaTiff", rgbaTiff());
    all.put("pagesTiff", pagesTiff());
    all.put("gif", gif());
    all.put("empty", empty());
    all.put("textNamedJpg", textNamedJpg());
    all.put("heic", heic());
    all.put("truncatedJpeg", truncatedJpeg());
    all.put("truncatedPng", truncatedPng());
    all.put("damagedPng", damagedPng());
    all.put("declaredHugePng", declaredHugePng());
    return all;
  }

  // ---- pixels ----

  /** What the fixtures show: smooth colours, bluer to the right and redder to the bottom. */
  public static Mat picture(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    int next = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int across = 20 + 200 * x / width;
        int down = 20 + 200 * y / height;
        pixels[next++] = (byte) across;
        pixels[next++] = (byte) ((across + down) / 2);
        pixels[next++] = (byte) down;
      }
    }
    return mat(width, height, pixels);
  }

  private static Mat mat(int width, int height, byte[] pixels) {
    Mat mat = new Mat(height, width, CV_8UC3);
    mat.data().put(pixels);
    return mat;
  }

  /** The stored pixels that the orientation turns into these. */
  static Mat unturned(Mat upright, Orientation orientation) {
    Mat stored = new Mat();
    switch (orientation) {
      case UPRIGHT -> {
        return upright;
      }
      case MIRROR -> flip(upright, stored, 1);
      case TURN_AROUND -> rotate(upright, stored, ROTATE_180);
      case FLIP -> flip(upright, stored, 0);
      case TRANSPOSE -> transpose(upright, stored);
      case TURN_RIGHT -> rotate(upright, stored, ROTATE_90_COUNTERCLOCKWISE);
      case TRANSVERSE -> {
        rotate(upright, stored, ROTATE_90_CLOCKWISE);
        flip(stored, stored, 0);
      }
      case TURN_LEFT -> rotate(upright, stored, ROTATE_90_CLOCKWISE);
    }
    return stored;
  }

  private static Mat gray(Mat picture) {
    Mat gray = new Mat();
    cvtColor(picture, gray, COLOR_BGR2GRAY);
    return gray;
  }

  private static Mat translucent(Mat picture) {
    Mat bgra = new Mat();
    Mat alpha = new Mat(picture.rows(), picture.cols(), CV_8UC1, Scalar.all(ALPHA));
    merge(new MatVector(picture, alpha), bgra);
    return bgra;
  }
}
