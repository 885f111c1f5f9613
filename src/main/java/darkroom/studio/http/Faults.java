package darkroom.studio.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lets requests fail by rules, and counts how often each rule has struck. */
public final class Faults implements Service {
  private final Service service;
  private final List<Script> scripts = new CopyOnWriteArrayList<>();

  public Faults(Service service) {
    this.service = service;
  }

  /** A rule at work. */
  public static final class Script {
    private final FaultRule rule;
    private long seen;
    private long struck;

    private Script(FaultRule rule) {
      this.rule = rule;
    }

    /** Matching requests that earlier rules let through. */
    public synchronized long seen() {
      return seen;
    }

    /** How often the fault befell a request. */
    public synchronized long struck() {
      return struck;
    }

    private synchronized boolean strikes(Request request) {
      if (struck >= rule.times() || !rule.matching().test(request)) {
        return false;
      }
      seen++;
      if (seen % rule.every() != 0) {
        return false;
      }
      struck++;
      return true;
    }
  }

  /** Adds a rule behind those in force; the first that strikes decides. */
  public Script add(FaultRule rule) {
    Script script = new Script(rule);
    scripts.add(script);
    return script;
  }

  /** Ends all rules. */
  public void clear() {
    scripts.clear();
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    Optional<Script> struck = scripts.stream().filter(s -> s.strikes(request)).findFirst();
    return struck.isEmpty() ? service.handle(request) : befall(struck.get().rule.fault(), request);
  }

  private CompletionStage<Response> befall(Fault fault, Request request) {
    if (fault instanceof Fault.Answered answered) {
      return CompletableFuture.completedFuture(answered.answer().get());
    }
    if (fault instanceof Fault.CutAmid) {
      return service.handle(request).thenCompose(Faults::halved);
    }
    if (fault instanceof Fault.AnswerLost) {
      return service.handle(request).thenCompose(Faults::lost);
    }
    return CompletableFuture.failedFuture(new ConnectionCut());
  }

  private static CompletionStage<Response> halved(Response whole) {
    if (whole.length() < 2) {
      return lost(whole);
    }
    InputStream half = new Half(whole.body(), whole.length() / 2);
    return CompletableFuture.completedFuture(
        new Response(whole.status(), whole.headers(), whole.length(), half));
  }

  private static CompletionStage<Response> lost(Response response) {
    try (InputStream body = response.body()) {
      return CompletableFuture.failedFuture(new ConnectionCut());
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The first bytes of a body, and then the end of the connection. */
  private static final class Half extends InputStream {
    private final InputStream body;
    private long left;

    Half(InputStream body, long left) {
      this.body = body;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        throw new ConnectionCut();
      }
      left--;
      return body.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0) {
        throw new ConnectionCut();
      }
      int count = body.read(into, offset, (int) Math.min(left, length));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
