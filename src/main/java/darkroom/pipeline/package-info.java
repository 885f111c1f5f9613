/** The way of a photo: the transforms and their coders. */
package darkroom.pipeline;
