/** What a photo file says of itself, whether an action admits it, and how it is made to fit. */
package darkroom.photo;
