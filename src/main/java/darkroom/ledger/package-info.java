/** What is paid for: the durable record of calls, jobs and outputs. */
package darkroom.ledger;
