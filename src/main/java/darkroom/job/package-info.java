/** Job and conf files: parsed, validated, explained. */
package darkroom.job;
