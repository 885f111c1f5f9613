/** The command line. */
package darkroom.cli;
