/** The account's access key: found where a conf says, renewed before it expires. */
package darkroom.account;
