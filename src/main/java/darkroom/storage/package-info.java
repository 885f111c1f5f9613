/** Where photos are staged so that the API may read them. */
package darkroom.storage;
