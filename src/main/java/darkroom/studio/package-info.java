/** The embedded service: the API's protocol, an OSS-compatible bucket, and the operations. */
package darkroom.studio;
