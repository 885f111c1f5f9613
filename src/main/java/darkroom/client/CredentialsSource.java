package darkroom.client;

/**
 * Where a client takes its credentials from, asked for each attempt, so that it may renew them.
 *
 * <p>All calls wait while it answers: one that must fetch new credentials does so ahead of time.
 */
@FunctionalInterface
public interface CredentialsSource {
  Credentials credentials();
}
