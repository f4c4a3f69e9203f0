package io.retune.ingest.source.web.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of a host, and refuses a host that has one which is not public: of this
 * machine, of a private network, or reserved. The addresses that were looked at are those that are
 * connected to, so a name whose answer changes in between leads nowhere. Thread-safe.
 *
 * @param allowPrivate whether all addresses are allowed
 */
record PublicAddresses(boolean allowPrivate) implements DnsResolver {
  /** First bytes of networks in IPv4, and how many bits count. */
  private static final int[][] RESERVED = {
    {0, 0, 0, 0, 8},
    {10, 0, 0, 0, 8},
    {100, 64, 0, 0, 10},
    {127, 0, 0, 0, 8},
    {169, 254, 0, 0, 16},
    {172, 16, 0, 0, 12},
    {192, 0, 0, 0, 24},
    {192, 0, 2, 0, 24},
    {192, 168, 0, 0, 16},
    {198, 18, 0, 0, 15},
    {198, 51, 100, 0, 24},
    {203, 0, 113, 0, 24},
    {224, 0, 0, 0, 3},
  };

  /** A host that must not be connected to. */
  static final class PrivateAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    PrivateAddress(String host, InetAddress address) {
      super(
          "%s has the address %s, which is not public: retune.ingest.web.allow-private-addresses allows it"
              .formatted(host, address.getHostAddress()));
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      if (!allowPrivate && !isPublic(address)) {
        throw new PrivateAddress(host, address);
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return InetAddress.getByName(host).getCanonicalHostName();
  }

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    return Arrays.stream(RESERVED).noneMatch(network -> isIn(bytes, network));
  }

  private static boolean isIn(byte[] address, int[] network) {
    int bits = network[4];
    for (int i = 0; i < 4 && bits > 0; i++, bits -= Byte.SIZE) {
      int mask = bits >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - bits) & 0xFF;
      if ((address[i] & mask) != network[i]) {
        return false;
      }
    }
    return true;
  }

  /** Of all that exists, 2000::/3 is what is routed; some of it stands for addresses of IPv4. */
  private static boolean isPublic6(byte[] bytes) {
    if (startsWith(bytes, 0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0)) {
      return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (startsWith(bytes, 0x20, 0x02)) {
      return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
    }
    boolean isReserved =
        startsWith(bytes, 0x20, 0x01, 0x00, 0x00) || startsWith(bytes, 0x20, 0x01, 0x0D, 0xB8);
    return (bytes[0] & 0xE0) == 0x20 && !isReserved;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
