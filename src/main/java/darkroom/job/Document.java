package darkroom.job;

import darkroom.account.KeySource;
import darkroom.action.ByteSize;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads YAML into settings that know their lines; nothing is constructed from its tags. */
final class Document {
  /** A list of some ten thousand photos in the file itself; longer ones belong in a manifest. */
  private static final ByteSize LARGEST = ByteSize.megabytes("3");

  private static final int MOST_ALIASES = 50;
  private static final int DEEPEST_NESTING = 50;
  private static final Pattern SECRET =
      Pattern.compile(".*(accesskey|secret|securitytoken|password).*");

  private final Origin origin;
  private final Set<Node> checked = Collections.newSetFromMap(new IdentityHashMap<>());

  private Document(Origin origin) {
    this.origin = origin;
  }

  static String text(Path file, Origin origin) {
    try {
      if (Files.isDirectory(file)) {
        throw new JobProblem("Expected " + origin.kind() + " at " + file + " but was a folder");
      }
      ByteSize size = ByteSize.bytes(Files.size(file));
      if (size.compareTo(LARGEST) > 0) {
        throw new JobProblem(
            String.format(
                "Expected at most %s for %s but was %s (%s)", LARGEST, origin.kind(), size, file));
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new JobProblem("Expected " + origin.kind() + " at " + file + " but was nothing");
    } catch (CharacterCodingException e) {
      throw new JobProblem(
          "Expected UTF-8 text for " + origin.kind() + " but was other bytes (" + file + ")");
    } catch (IOException e) {
      throw new JobProblem(
          "Expected a readable file for " + origin.kind() + " but was " + e.getMessage());
    }
  }

  /** The settings of a text, no key of which is there twice or holds a credential. */
  static Setting parse(String text, Origin origin) {
    Optional<Node> root = compose(text, origin);
    if (root.filter(node -> !Setting.isNull(node)).isEmpty()) {
      throw origin.problem("Expected settings in " + origin.kind() + " but was an empty file", 1);
    }
    new Document(origin).check(root.get());
    return Setting.root(root.get(), origin);
  }

  private static Optional<Node> compose(String text, Origin origin) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit((int) LARGEST.bytes());
    limits.setMaxAliasesForCollections(MOST_ALIASES);
    limits.setNestingDepthLimit(DEEPEST_NESTING);
    try {
      return Optional.ofNullable(new Yaml(limits).compose(new StringReader(text)));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      throw notYaml(origin, context + e.getProblem(), mark == null ? 1 : mark.getLine() + 1);
    } catch (ReaderException e) {
      int line = 1 + (int) text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
      throw notYaml(
          origin,
          String.format(Locale.ROOT, "it holds the character U+%04X", e.getCodePoint()),
          line);
    } catch (YAMLException e) {
      throw notYaml(origin, e.getMessage(), 1);
    }
  }

  private static JobProblem notYaml(Origin origin, String why, int line) {
    String sentence = "Expected YAML for " + origin.kind() + " but was not: ";
    return origin.problem(sentence + why.strip().replaceAll("\\s+", " "), line);
  }

  private void check(Node node) {
    if (!checked.add(node)) {
      return;
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(this::check);
    } else if (node instanceof MappingNode map) {
      Map<String, Integer> lines = new HashMap<>();
      for (NodeTuple entry : map.getValue()) {
        check(entry.getKeyNode(), lines);
        check(entry.getValueNode());
      }
    }
  }

  private void check(Node key, Map<String, Integer> lines) {
    int line = Setting.line(key);
    if (!(key instanceof ScalarNode scalar)) {
      throw origin.problem(
          "Expected names for keys in " + origin.kind() + " but was a list or a map", line);
    }
    String name = scalar.getValue();
    if (SECRET.matcher(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")).matches()) {
      throw origin.problem(
          String.format(
              "Expected no credentials in %s but was the key \"%s\"; they come from the variables"
                  + " %s and %s, or from the file that credentials.file names in the conf file",
              origin.kind(), name, KeySource.ID_VARIABLE, KeySource.SECRET_VARIABLE),
          line);
    }
    Integer first = lines.putIfAbsent(name, line);
    if (first != null) {
      throw origin.problem(
          "Expected the key \"" + name + "\" once but was there again, first on line " + first,
          line);
    }
  }
}
