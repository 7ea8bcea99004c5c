// SPDX-License-Identifier: Apache-2.0
/** What happens to records between Iggy and a connector: transforms, samples, dead letters. */
package org.apache.iggy.connector.connect.runtime.pipeline;
