/** The API's wire protocol as both sides of it see it: encoding and signatures. */
package darkroom.wire;
