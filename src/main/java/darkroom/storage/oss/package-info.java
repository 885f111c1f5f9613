/** Object storage as a file system of Apache Beam, under {@code oss://bucket/key}. */
package darkroom.storage.oss;
