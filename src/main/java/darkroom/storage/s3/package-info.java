/** What Beam's own {@code s3://} needs to be told for stores that are not the vendor's. */
package darkroom.storage.s3;
