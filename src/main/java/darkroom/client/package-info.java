/** Non-blocking calls of the API: signed, paced, retried. */
package darkroom.client;
