package io.retune.adapter.torch;

/** The operations of Python's pickle protocol 2 that occur in files of {@code torch.save}. */
final class Pickle {

  static final int PROTOCOL_VERSION = 2;

  static final int PROTOCOL = 0x80;
  static final int STOP = '.';
  static final int MARK = '(';
  static final int GLOBAL = 'c';
  static final int REDUCE = 'R';
  static final int BUILD = 'b';
  static final int PERSISTENT_ID = 'Q';
  static final int EMPTY_TUPLE = ')';
  static final int TUPLE = 't';
  static final int TUPLE_OF_1 = 0x85;
  static final int TUPLE_OF_2 = 0x86;
  static final int TUPLE_OF_3 = 0x87;
  static final int EMPTY_DICT = '}';
  static final int SET_ITEM = 's';
  static final int SET_ITEMS = 'u';
  static final int TEXT = 'X';
  static final int INTEGER = 'J';
  static final int INTEGER_OF_1_BYTE = 'K';
  static final int INTEGER_OF_2_BYTES = 'M';
  static final int LONG = 0x8a;
  static final int NONE = 'N';
  static final int TRUE = 0x88;
  static final int FALSE = 0x89;
  static final int PUT = 'q';
  static final int LONG_PUT = 'r';
  static final int GET = 'h';
  static final int LONG_GET = 'j';

  private Pickle() {}
}
