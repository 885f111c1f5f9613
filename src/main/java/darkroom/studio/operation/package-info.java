/** What the actions do to pixels, one class an action. */
package darkroom.studio.operation;
