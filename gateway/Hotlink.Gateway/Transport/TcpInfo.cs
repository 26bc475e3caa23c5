using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Hotlink.Gateway.Transport;

/// <summary>What Linux knows of a TCP connection (tcp(7), TCP_INFO). Thread-safe.</summary>
internal static class TcpInfo
{
    private const int Tcp = 6;
    private const int Info = 11;

    // struct tcp_info of linux/tcp.h: eight bytes, then 32-bit numbers, of which tcpi_last_ack_recv is the thirteenth, in milliseconds.
    private const int LastAckReceived = 8 + (12 * sizeof(uint));
    private const int Length = LastAckReceived + sizeof(uint);

    /// <summary>How long ago the last acknowledgement came; <see langword="null"/> where that can't be known.</summary>
    public static TimeSpan? SinceLastAck(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || socket.ProtocolType != ProtocolType.Tcp)
        {
            return null;
        }

        Span<byte> info = stackalloc byte[Length];
        try
        {
            return socket.GetRawSocketOption(Tcp, Info, info) == Length
                ? TimeSpan.FromMilliseconds(MemoryMarshal.Read<uint>(info[LastAckReceived..]))
                : null;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return null; // It is closed just now.
        }
    }
}
