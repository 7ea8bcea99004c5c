// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import org.apache.iggy.connector.connect.api.Transform;

/**
 * A transform with its type.
 *
 * @param type as in configuration files, such as {@code add_fields}
 * @param transform what it does
 */
public record NamedTransform(String type, Transform transform) {}
