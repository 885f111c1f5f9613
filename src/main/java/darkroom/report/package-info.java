/** What is told of a run: its progress and its summary. */
package darkroom.report;
