// SPDX-License-Identifier: Apache-2.0
/**
 * What follows an error: {@link org.apache.iggy.connector.connect.runtime.error.ErrorPolicy} alone
 * decides, by the stage in which it happened and its category.
 */
package org.apache.iggy.connector.connect.runtime.error;
