package darkroom.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPIterator;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.options.PropertyOptions;
import com.adobe.internal.xmp.options.SerializeOptions;
import com.adobe.internal.xmp.properties.XMPPropertyInfo;
import darkroom.action.MetadataMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** XMP of a result: what stays true of the original's, and how the result came to be. */
final class Xmp {
  static final int MOST_BYTES = 1024 * 1024;

  /** The namespace of {@link Provenance}. */
  static final String NAMESPACE = "urn:darkroom:1.0:";

  private static final String NOTE = "http://ns.adobe.com/xmp/note/";
  private static final String PLACE = "gps";

  static {
    try {
      XMPMetaFactory.getSchemaRegistry().registerNamespace(NAMESPACE, "darkroom");
    } catch (XMPException e) {
      throw new IllegalStateException("Expected a namespace that XMP takes", e);
    }
  }

  private final XMPMeta meta;

  private Xmp(XMPMeta meta) {
    this.meta = meta;
  }

  /** XMP that tells a provenance and nothing else. */
  static Xmp of(Provenance provenance) {
    return new Xmp(XMPMetaFactory.create()).with(provenance);
  }

  /** What stays true of an original's XMP; empty where that is broken. */
  static Optional<Xmp> carried(
      byte[] original, Size size, Orientation orientation, MetadataMode mode) {
    String text = new String(original, ISO_8859_1);
    // A document type could make the parser open files and links.
    if (original.length > MOST_BYTES || text.contains("<!") || text.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    try {
      ParseOptions options = new ParseOptions().setDisallowDoctype(true);
      Xmp xmp = new Xmp(XMPMetaFactory.parseFromBuffer(original, options));
      xmp.describe(size, orientation);
      if (mode == MetadataMode.KEEP_NO_GPS) {
        xmp.forgetPlace();
      }
      return Optional.of(xmp);
    } catch (XMPException e) {
      // Broken metadata fails no photo.
      return Optional.empty();
    }
  }

  private void describe(Size size, Orientation orientation) throws XMPException {
    correct(XMPConst.NS_TIFF, "Orientation", orientation.exif());
    correct(XMPConst.NS_TIFF, "ImageWidth", size.width());
    correct(XMPConst.NS_TIFF, "ImageLength", size.height());
    correct(XMPConst.NS_EXIF, "PixelXDimension", size.width());
    correct(XMPConst.NS_EXIF, "PixelYDimension", size.height());
    correct(XMPConst.NS_EXIF, "ColorSpace", 1);
    meta.deleteProperty(XMPConst.NS_PHOTOSHOP, "ICCProfile");
    meta.deleteProperty(XMPConst.NS_XMP, "Thumbnails");
    // The extension stands in blocks of its own, which are not carried.
    meta.deleteProperty(NOTE, "HasExtendedXMP");
  }

  private void correct(String namespace, String name, int value) throws XMPException {
    if (meta.doesPropertyExist(namespace, name)) {
      meta.deleteProperty(namespace, name);
      meta.setProperty(namespace, name, String.valueOf(value));
    }
  }

  /** GPS fields stand in EXIF's namespace, also inside named places, and in those of drones. */
  private void forgetPlace() throws XMPException {
    List<XMPPropertyInfo> place = new ArrayList<>();
    for (XMPIterator fields = meta.iterator(); fields.hasNext(); ) {
      XMPPropertyInfo field = (XMPPropertyInfo) fields.next();
      if (field.getPath() != null && isOfPlace(field.getPath())) {
        place.add(field);
      }
    }
    place.forEach(field -> meta.deleteProperty(field.getNamespace(), field.getPath()));
  }

  private static boolean isOfPlace(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String local = name.substring(name.indexOf(':') + 1);
    return local.toLowerCase(Locale.ROOT).startsWith(PLACE);
  }

  /** This, and how the result came to be. */
  Xmp with(Provenance provenance) {
    try {
      set("Source", provenance.source());
      set("Identity", provenance.identity());
      set("Recipe", provenance.recipe());
      set("Time", provenance.time().truncatedTo(ChronoUnit.SECONDS).toString());
      meta.deleteProperty(NAMESPACE, "Actions");
      for (String action : provenance.actions()) {
        meta.appendArrayItem(
            NAMESPACE, "Actions", new PropertyOptions().setArrayOrdered(true), action, null);
      }
      return this;
    } catch (XMPException e) {
      throw new IllegalStateException("Expected XMP to take a provenance", e);
    }
  }

  private void set(String name, String value) throws XMPException {
    meta.deleteProperty(NAMESPACE, name);
    meta.setProperty(NAMESPACE, name, value);
  }

  /** As a packet, without the padding that would leave room for editors. */
  String text() {
    try {
      SerializeOptions options = new SerializeOptions().setUseCompactFormat(true).setPadding(0);
      return XMPMetaFactory.serializeToString(meta, options);
    } catch (XMPException e) {
      throw new IllegalStateException("Expected XMP that can be written", e);
    }
  }

  byte[] bytes() {
    return text().getBytes(UTF_8);
  }
}
