// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/**
 * Names a field of a payload: a plain name is a field of the outermost object, whatever characters
 * it has; a path starts with {@code $} and goes deeper, such as {@code $.user.address.city}, {@code
 * $.items[0].price}, {@code $.items[*].price} or {@code $['a.b'].c}.
 *
 * <p>What is changed is copied along the path, and shared with the original otherwise. Immutable.
 */
public final class FieldPath {
  /** Every element of a list, or every field of an object. */
  private static final Object EVERY = new Object();

  private static final Object MISSING = new Object();

  private final String text;
  private final List<Object> steps;

  private FieldPath(String text, List<Object> steps) {
    this.text = text;
    this.steps = steps;
  }

  /**
   * Reads a name or a path.
   *
   * @throws IllegalArgumentException when a path is not written as above; the message says what is
   *     wrong
   */
  public static FieldPath parse(String text) {
    boolean isPath = text.startsWith("$.") || text.startsWith("$[");
    return new FieldPath(text, isPath ? new FieldPathParser(text).steps(EVERY) : List.of(text));
  }

  /** Whether the field lies in the outermost object. */
  public boolean isTopLevel() {
    return steps.size() == 1 && steps.get(0) instanceof String;
  }

  /** Whether it names one field rather than those of every element. */
  public boolean isSingle() {
    return !steps.contains(EVERY);
  }

  /** Whether it goes through objects only, without indexes. */
  public boolean isOfNames() {
    return steps.stream().allMatch(String.class::isInstance);
  }

  /** The name of the first field on the way. */
  public String firstName() {
    return steps.get(0) instanceof String name ? name : text;
  }

  /** Whether there is such a field; one that is null counts. */
  public boolean exists(Object root) {
    return anyMatch(root, value -> true);
  }

  /** Whether a field of this path passes; null is passed for one that is null. */
  public boolean anyMatch(Object root, Predicate<Object> test) {
    return anyMatch(root, 0, test);
  }

  private boolean anyMatch(Object node, int depth, Predicate<Object> test) {
    if (depth == steps.size()) {
      return test.test(node);
    }
    Object step = steps.get(depth);
    if (step == EVERY) {
      for (Object child : children(node)) {
        if (anyMatch(child, depth + 1, test)) {
          return true;
        }
      }
      return false;
    }
    Object child = child(node, step);
    return child != MISSING && anyMatch(child, depth + 1, test);
  }

  /** The value of a {@linkplain #isSingle single} path; the other when there is none. */
  public Object getOrDefault(Object root, Object other) {
    Object node = root;
    for (Object step : steps) {
      node = child(node, step);
      if (node == MISSING) {
        return other;
      }
    }
    return node;
  }

  private static Object child(Object node, Object step) {
    if (step instanceof String name) {
      return node instanceof Map<?, ?> fields
              && (fields.get(name) != null || fields.containsKey(name))
          ? fields.get(name)
          : MISSING;
    }
    int index = (Integer) step;
    return node instanceof List<?> list && index < list.size() ? list.get(index) : MISSING;
  }

  private static Iterable<?> children(Object node) {
    if (node instanceof Map<?, ?> fields) {
      return fields.values();
    }
    return node instanceof List<?> list ? list : List.of();
  }

  /**
   * Sets the field in a map that the caller owns; objects that are missing on the way are made.
   *
   * @throws ConnectException of category PERMANENT when something on the way is no object
   */
  public void put(Map<String, Object> owned, Object value) {
    if (isTopLevel()) {
      owned.put(firstName(), value);
    } else {
      putChild(owned, 0, value);
    }
  }

  private Object put(Object node, int depth, Object value) {
    if (depth == steps.size()) {
      return value;
    }
    if (node == MISSING || node == null) {
      return putIntoNothing(node, depth, value);
    }
    if (node instanceof Map<?, ?> fields) {
      Map<String, Object> copy = copyOf(fields);
      putChild(copy, depth, value);
      return copy;
    }
    if (node instanceof List<?> list) {
      return putElement(list, depth, value);
    }
    throw notOnTheWay(depth);
  }

  private Object putIntoNothing(Object node, int depth, Object value) {
    if (steps.get(depth) == EVERY) {
      return node;
    }
    Map<String, Object> made = new LinkedHashMap<>();
    putChild(made, depth, value);
    return made;
  }

  private void putChild(Map<String, Object> owned, int depth, Object value) {
    Object step = steps.get(depth);
    if (step == EVERY) {
      owned.replaceAll((name, child) -> put(child, depth + 1, value));
    } else if (step instanceof String name) {
      Object changed = put(child(owned, name), depth + 1, value);
      if (changed != MISSING) {
        owned.put(name, changed);
      }
    } else {
      throw notOnTheWay(depth);
    }
  }

  private List<Object> putElement(List<?> list, int depth, Object value) {
    List<Object> copy = new ArrayList<>(list);
    Object step = steps.get(depth);
    if (step == EVERY) {
      copy.replaceAll(child -> put(child, depth + 1, value));
    } else if (step instanceof Integer index && index < copy.size()) {
      copy.set(index, put(copy.get(index), depth + 1, value));
    } else {
      throw notOnTheWay(depth);
    }
    return copy;
  }

  private ConnectException notOnTheWay(int depth) {
    return new ConnectException(
        ErrorCategory.PERMANENT,
        "the field " + text + " cannot be set: step " + (depth + 1) + " finds no place for it");
  }

  /** Takes the field, if it is there, out of a map that the caller owns. */
  public void remove(Map<String, Object> owned) {
    if (isTopLevel()) {
      owned.remove(firstName());
    } else {
      Object left = remove(owned, 0);
      if (left != owned && left instanceof Map<?, ?> fields) {
        owned.clear();
        owned.putAll(copyOf(fields));
      }
    }
  }

  /** Returns the node itself when there is nothing to take out. */
  private Object remove(Object node, int depth) {
    Object step = steps.get(depth);
    boolean last = depth == steps.size() - 1;
    if (node instanceof Map<?, ?> fields && !(step instanceof Integer)) {
      Map<String, Object> copy = copyOf(fields);
      if (step == EVERY && last) {
        copy.clear();
      } else if (step == EVERY) {
        copy.replaceAll((name, child) -> remove(child, depth + 1));
      } else if (last) {
        copy.remove((String) step);
      } else {
        copy.computeIfPresent((String) step, (name, child) -> remove(child, depth + 1));
      }
      return copy;
    }
    return node instanceof List<?> list && !(step instanceof String)
        ? removeElement(list, step, last, depth)
        : node;
  }

  private List<Object> removeElement(List<?> list, Object step, boolean last, int depth) {
    List<Object> copy = new ArrayList<>(list);
    if (step == EVERY) {
      if (last) {
        copy.clear();
      } else {
        copy.replaceAll(child -> remove(child, depth + 1));
      }
    } else if ((Integer) step < copy.size()) {
      int index = (Integer) step;
      if (last) {
        copy.remove(index);
      } else {
        copy.set(index, remove(copy.get(index), depth + 1));
      }
    }
    return copy;
  }

  private static Map<String, Object> copyOf(Map<?, ?> fields) {
    Map<String, Object> copy = new LinkedHashMap<>();
    fields.forEach((name, value) -> copy.put((String) name, value));
    return copy;
  }

  @Override
  public String toString() {
    return text;
  }
}
