// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One clause of a contract: a test method that every connector of a direction has to pass.
 *
 * <p>The documentation's lists are made from these, so the texts are whole sentences.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Delivery {
  /** Its name, such as {@code restart resumes}. */
  String name();

  /** What it protects users from. */
  String purpose();

  /** What is done. */
  String method();

  /** What has to hold then. */
  String passes();

  /** Without one of these behaviours a connector is not asked for it. */
  Behaviour[] needs() default {};
}
