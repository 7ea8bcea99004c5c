// SPDX-License-Identifier: Apache-2.0
/**
 * The formats of payloads. {@link org.apache.iggy.connector.connect.format.CodecFactory} makes the
 * codec of each; one package a format holds how it is read and written.
 */
package org.apache.iggy.connector.connect.format;
