package darkroom.pipeline;

/**
 * One manifest entry.
 *
 * @param id names it in tables
 * @param uri as the manifest writes it
 * @param location where it is read: the URI, a relative one resolved against the manifest's folder
 */
public record Photo(String id, String uri, String location, Line line) {}
