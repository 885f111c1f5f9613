/** HTTP as the studio's services see it, and the decorators that misbehave on request. */
package darkroom.studio.http;
