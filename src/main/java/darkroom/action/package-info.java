/** What an action of the API is: its limits, parameters, price, results, and the API's errors. */
package darkroom.action;
