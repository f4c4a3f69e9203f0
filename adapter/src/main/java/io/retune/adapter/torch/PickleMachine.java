package io.retune.adapter.torch;

import io.retune.adapter.MalformedFileException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a pickle of protocol 2, as far as a dictionary of tensors needs it. It calls nothing: the
 * few names of {@link Global} are carried out here, and every other one is refused by name, so a
 * hostile file can do nothing but be refused.
 *
 * <p>A machine runs one pickle, on one thread.
 */
final class PickleMachine {

  private static final int MAX_STACK = 10_000;
  private static final int MAX_LONG_BYTES = 8;
  private static final int MAX_NAME_SHOWN = 100;

  private record None() {}

  private record Tuple(List<Object> elements) {}

  private record Storage(String name, int size) {}

  private record Mark() {}

  private final ByteBuffer bytes;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memory = new HashMap<>();

  private PickleMachine(byte[] pickle) {
    this.bytes = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * @return the tensors by name, in the order of the file
   * @throws MalformedFileException where the pickle is anything else
   */
  static Map<String, PickledTensor> stateDict(byte[] pickle) throws MalformedFileException {
    PickleMachine machine = new PickleMachine(pickle);
    try {
      return tensors(machine.run());
    } catch (BufferUnderflowException e) {
      throw new MalformedFileException("the pickle is cut off", e);
    }
  }

  private static Map<String, PickledTensor> tensors(Object result) throws MalformedFileException {
    Map<String, PickledTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<Object, Object> entry : dict(result).entrySet()) {
      String name = text(entry.getKey());
      if (!(entry.getValue() instanceof PickledTensor tensor)) {
        throw new MalformedFileException("'%s' is not a tensor".formatted(printable(name)));
      }
      tensors.put(name, tensor);
    }
    return tensors;
  }

  private Object run() throws MalformedFileException {
    if (next() != Pickle.PROTOCOL || next() != Pickle.PROTOCOL_VERSION) {
      throw new MalformedFileException("the pickle is not of protocol 2, torch.save's default");
    }
    while (true) {
      int operation = next();
      if (operation == Pickle.STOP) {
        return pop();
      }
      step(operation);
      if (stack.size() > MAX_STACK) {
        throw new MalformedFileException("the pickle is nested too deeply");
      }
    }
  }

  private void step(int operation) throws MalformedFileException {
    switch (operation) {
      case Pickle.MARK -> stack.push(new Mark());
      case Pickle.GLOBAL -> stack.push(global());
      case Pickle.REDUCE -> reduce();
      case Pickle.BUILD -> build();
      case Pickle.PERSISTENT_ID -> stack.push(storage(tuple(pop())));
      case Pickle.EMPTY_TUPLE -> stack.push(new Tuple(List.of()));
      case Pickle.TUPLE -> stack.push(new Tuple(popToMark()));
      case Pickle.TUPLE_OF_1 -> stack.push(new Tuple(pop(1)));
      case Pickle.TUPLE_OF_2 -> stack.push(new Tuple(pop(2)));
      case Pickle.TUPLE_OF_3 -> stack.push(new Tuple(pop(3)));
      case Pickle.EMPTY_DICT -> stack.push(new LinkedHashMap<>());
      case Pickle.SET_ITEM -> setItems(pop(2));
      case Pickle.SET_ITEMS -> setItems(popToMark());
      case Pickle.TEXT -> stack.push(string());
      case Pickle.INTEGER -> stack.push(BigInteger.valueOf(bytes.getInt()));
      case Pickle.INTEGER_OF_1_BYTE -> stack.push(BigInteger.valueOf(next()));
      case Pickle.INTEGER_OF_2_BYTES ->
          stack.push(BigInteger.valueOf(Short.toUnsignedInt(bytes.getShort())));
      case Pickle.LONG -> stack.push(longInteger());
      case Pickle.NONE -> stack.push(new None());
      case Pickle.TRUE -> stack.push(Boolean.TRUE);
      case Pickle.FALSE -> stack.push(Boolean.FALSE);
      case Pickle.PUT -> memory.put(next(), peek());
      case Pickle.LONG_PUT -> memory.put(bytes.getInt(), peek());
      case Pickle.GET -> stack.push(remembered(next()));
      case Pickle.LONG_GET -> stack.push(remembered(bytes.getInt()));
      default ->
          throw new MalformedFileException(
              "the pickle has the operation 0x%02x, which no dictionary of tensors needs"
                  .formatted(operation));
    }
  }

  private Global global() throws MalformedFileException {
    String module = line();
    String name = line();
    return Global.named(module, name)
        .orElseThrow(
            () ->
                new MalformedFileException(
                    "refused: the pickle refers to '%s'"
                        .formatted(printable(module + "." + name))));
  }

  /** The file decides the name, and it stands in an error message. */
  private static String printable(String name) {
    String start = name.length() <= MAX_NAME_SHOWN ? name : name.substring(0, MAX_NAME_SHOWN) + "…";
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  private void reduce() throws MalformedFileException {
    List<Object> arguments = tuple(pop());
    Object called = pop();
    if (called == Global.ORDERED_DICT && arguments.isEmpty()) {
      stack.push(new LinkedHashMap<>());
    } else if (called == Global.REBUILD_TENSOR && arguments.size() == 6) {
      stack.push(tensor(arguments));
    } else {
      throw new MalformedFileException("the pickle calls what it may not call");
    }
  }

  /** The version numbers of the network's parts, which {@code state_dict} attaches. */
  private void build() throws MalformedFileException {
    Map<Object, Object> attributes = dict(pop());
    dict(peek());
    for (Object name : attributes.keySet()) {
      if (!name.equals("_metadata")) {
        throw new MalformedFileException("the pickle sets an unknown attribute");
      }
    }
  }

  private static Storage storage(List<Object> id) throws MalformedFileException {
    if (id.size() != 5 || !id.get(0).equals("storage") || id.get(1) != Global.FLOAT_STORAGE) {
      throw new MalformedFileException("the pickle has a persistent id that is no float storage");
    }
    // Where the tensor was when it was saved, its fourth part, does not matter here.
    text(id.get(3));
    return new Storage(text(id.get(2)), integer(id.get(4)));
  }

  private static PickledTensor tensor(List<Object> arguments) throws MalformedFileException {
    if (!(arguments.get(0) instanceof Storage storage)) {
      throw new MalformedFileException("the pickle has a tensor without a storage");
    }
    return new PickledTensor(
        storage.name(),
        storage.size(),
        integer(arguments.get(1)),
        integers(tuple(arguments.get(2))),
        integers(tuple(arguments.get(3))));
  }

  private static List<Integer> integers(List<Object> values) throws MalformedFileException {
    List<Integer> integers = new ArrayList<>();
    for (Object value : values) {
      integers.add(integer(value));
    }
    return List.copyOf(integers);
  }

  private static int integer(Object value) throws MalformedFileException {
    if (value instanceof BigInteger number && number.signum() >= 0 && number.bitLength() < 32) {
      return number.intValueExact();
    }
    throw new MalformedFileException("the pickle has something else where a size should be");
  }

  private static String text(Object value) throws MalformedFileException {
    if (value instanceof String text) {
      return text;
    }
    throw new MalformedFileException("the pickle has something else where a name should be");
  }

  private static List<Object> tuple(Object value) throws MalformedFileException {
    if (value instanceof Tuple tuple) {
      return tuple.elements();
    }
    throw new MalformedFileException("the pickle has something else where a tuple should be");
  }

  /** Dictionaries are the only maps that ever get onto the stack. */
  @SuppressWarnings("unchecked")
  private static Map<Object, Object> dict(Object value) throws MalformedFileException {
    if (value instanceof Map<?, ?> map) {
      return (Map<Object, Object>) map;
    }
    throw new MalformedFileException("the pickle has something else where a dictionary should be");
  }

  private void setItems(List<Object> items) throws MalformedFileException {
    Map<Object, Object> dict = dict(peek());
    if (items.size() % 2 != 0) {
      throw new MalformedFileException("the pickle has a key without a value");
    }
    for (int index = 0; index < items.size(); index += 2) {
      if (dict.put(text(items.get(index)), items.get(index + 1)) != null) {
        throw new MalformedFileException("the pickle has a key twice");
      }
    }
  }

  private String string() throws MalformedFileException {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new MalformedFileException("the pickle is cut off");
    }
    byte[] encoded = new byte[length];
    bytes.get(encoded);
    return new String(encoded, StandardCharsets.UTF_8);
  }

  private BigInteger longInteger() throws MalformedFileException {
    int length = next();
    if (length > MAX_LONG_BYTES) {
      throw new MalformedFileException("the pickle has a number of %d bytes".formatted(length));
    }
    byte[] bigEndian = new byte[length + 1];
    for (int index = length; index > 0; index--) {
      bigEndian[index] = bytes.get();
    }
    bigEndian[0] = length > 0 && bigEndian[1] < 0 ? (byte) -1 : 0;
    return new BigInteger(bigEndian);
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    int character = next();
    while (character != '\n') {
      line.append((char) character);
      character = next();
    }
    return line.toString();
  }

  private int next() {
    return Byte.toUnsignedInt(bytes.get());
  }

  private Object remembered(int place) throws MalformedFileException {
    return Optional.ofNullable(memory.get(place))
        .orElseThrow(() -> new MalformedFileException("the pickle refers to nothing"));
  }

  private Object peek() throws MalformedFileException {
    Object top = stack.peek();
    if (top == null || top instanceof Mark) {
      throw new MalformedFileException("the pickle takes more than it has");
    }
    return top;
  }

  private Object pop() throws MalformedFileException {
    Object top = peek();
    stack.pop();
    return top;
  }

  private List<Object> pop(int count) throws MalformedFileException {
    List<Object> elements = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      elements.add(pop());
    }
    Collections.reverse(elements);
    return elements;
  }

  private List<Object> popToMark() throws MalformedFileException {
    List<Object> elements = new ArrayList<>();
    while (!(stack.peek() instanceof Mark)) {
      elements.add(pop());
    }
    stack.pop();
    Collections.reverse(elements);
    return elements;
  }
}
