package darkroom.bench;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import darkroom.cli.ScoringFiles;
import darkroom.job.Job;
import darkroom.job.JobFile;
import darkroom.pipeline.ReadManifest;
import darkroom.storage.oss.OssOptions;
import darkroom.storage.oss.StudioCredentials;
import darkroom.studio.http.AccessKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;

/**
 * How fast {@code oss://} is beside the official client alone, and what a glob over many photos
 * takes. The two take turns, so that what else the machine does befalls both.
 *
 * <p>Arguments: the address of a studio in a process of its own, its bucket, turns, and the number
 * of objects to list.
 */
public final class ObjectStorage {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int SMALL = 20;
  private static final String FOLDER = "bench/";

  private final OSS plain;
  private final OssOptions options;
  private final String bucket;
  private final int turns;

  private ObjectStorage(OSS plain, OssOptions options, String bucket, int turns) {
    this.plain = plain;
    this.options = options;
    this.bucket = bucket;
    this.turns = turns;
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    URI endpoint = URI.create(arguments[0]);
    String bucket = arguments[1];
    int turns = Integer.parseInt(arguments[2]);
    int many = Integer.parseInt(arguments[3]);
    OssOptions options = PipelineOptionsFactory.as(OssOptions.class);
    options.setOssEndpoint(endpoint.toString());
    options.setOssCredentialsFactory(StudioCredentials.class);
    FileSystems.setDefaultPipelineOptions(options);
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSLDEnabled(true);
    OSS plain =
        new OSSClientBuilder()
            .build(
                endpoint.toString(),
                AccessKeys.STANDARD_ID,
                AccessKeys.STANDARD_SECRET,
                configuration);
    ObjectStorage bench = new ObjectStorage(plain, options, bucket, turns);
    bench.transfers();
    bench.listings(many);
    plain.shutdown();
  }

  private void transfers() throws Exception {
    byte[] one = random(MEGABYTE);
    byte[] large = random(64 * MEGABYTE);
    compare(
        "write 1 MB, " + SMALL + " times",
        () -> times(SMALL, () -> put("one", one)),
        () -> times(SMALL, () -> write("one", one)));
    compare(
        "read 1 MB, " + SMALL + " times",
        () -> times(SMALL, () -> fetch("one")),
        () -> times(SMALL, () -> read("one")));
    compare("write 64 MB", () -> put("large", large), () -> write("large", large));
    compare("read 64 MB", () -> fetch("large"), () -> read("large"));
  }

  private void listings(int many) throws Exception {
    fill(many);
    String folder = FOLDER + "many/";
    compare(
        "list " + many + " objects",
        () -> listed(folder, many),
        () -> matched("oss://" + bucket + "/" + folder + "**", many));
    glob("oss://" + bucket + "/" + folder + "**.jpg", many);
  }

  /** A glob as a manifest, in the memory that this process was given. */
  private void glob(String pattern, int many) throws Exception {
    Path folder = Files.createTempDirectory("darkroom-glob-");
    Job job = JobFile.read(ScoringFiles.job(folder, pattern, folder + "/tables/"));
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(ReadManifest.of(job)).photos().apply(Count.globally());
    double seconds = seconds(() -> pipeline.run().waitUntilFinish());
    System.out.printf(
        "%d photos of a glob through ReadManifest: %.1f s in a heap of %.0f MB at most%n",
        many, seconds, Runtime.getRuntime().maxMemory() / 1e6);
  }

  private interface Work {
    void run() throws Exception;
  }

  private void compare(String what, Work official, Work ours) throws Exception {
    double[] alone = new double[turns];
    double[] through = new double[turns];
    official.run();
    ours.run();
    for (int turn = 0; turn < turns; turn++) {
      alone[turn] = seconds(official);
      through[turn] = seconds(ours);
    }
    System.out.printf(
        "%-28s client alone %.3f s, oss:// %.3f s: %.2f of its speed%n",
        what, median(alone), median(through), median(alone) / median(through));
  }

  private static double seconds(Work work) throws Exception {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void times(int number, Work work) throws Exception {
    for (int i = 0; i < number; i++) {
      work.run();
    }
  }

  private void put(String name, byte[] content) {
    plain.putObject(bucket, FOLDER + name, new ByteArrayInputStream(content));
  }

  private void fetch(String name) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    try (InputStream content = plain.getObject(bucket, FOLDER + name).getObjectContent()) {
      while (content.read(buffer) >= 0) {
        // What matters is that it came.
      }
    }
  }

  private void write(String name, byte[] content) throws IOException {
    try (WritableByteChannel channel =
        FileSystems.create(
            FileSystems.matchNewResource("oss://" + bucket + "/" + FOLDER + name, false),
            "image/jpeg")) {
      channel.write(ByteBuffer.wrap(content));
    }
  }

  private void read(String name) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try (ReadableByteChannel channel =
        FileSystems.open(
            FileSystems.matchNewResource("oss://" + bucket + "/" + FOLDER + name, false))) {
      while (channel.read(buffer) >= 0) {
        buffer.clear();
      }
    }
  }

  /** Objects in a hundred folders, unless they are there. */
  private void fill(int many) throws Exception {
    String last = FOLDER + "many/%02d/photo-%06d.jpg".formatted((many - 1) % 100, many - 1);
    if (plain.doesObjectExist(bucket, last)) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> puts = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String name = "many/%02d/photo-%06d.jpg".formatted(i % 100, i);
      puts.add(threads.submit(() -> put(name, new byte[0])));
    }
    for (Future<?> put : puts) {
      put.get();
    }
    threads.shutdown();
  }

  private void listed(String folder, int expected) {
    ListObjectsV2Request request = new ListObjectsV2Request(bucket, folder);
    request.setMaxKeys(1000);
    int found = 0;
    ListObjectsV2Result page;
    do {
      page = plain.listObjectsV2(request);
      found += page.getObjectSummaries().size();
      request.setContinuationToken(page.getNextContinuationToken());
    } while (page.isTruncated());
    check(found, expected);
  }

  private static void matched(String pattern, int expected) throws IOException {
    check(FileSystems.match(pattern).metadata().size(), expected);
  }

  private static void check(int found, int expected) {
    if (found != expected) {
      throw new IllegalStateException("Expected " + expected + " objects but was " + found);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
