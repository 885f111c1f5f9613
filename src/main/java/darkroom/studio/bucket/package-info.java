/** An OSS-compatible object store in a folder. */
package darkroom.studio.bucket;
