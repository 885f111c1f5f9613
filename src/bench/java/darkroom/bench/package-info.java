/** Benchmarks: whole programs that measure, and print a ratio to a named alternative. */
package darkroom.bench;
