using System.Buffers.Binary;
using System.Text;

namespace Hotlink.Testing.Peers;

/// <summary>
/// Reads what the relay sends, strictly: unmasked, final, the shortest length. One reader at a time. It reads ahead by 16 KiB at most.
/// </summary>
internal sealed class ServerFrameReader(Stream stream, Func<Task> beforeRead)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next frame; null where the stream has ended between two.</summary>
    public async ValueTask<ServerFrame?> ReadAsync()
    {
        if (!await FillAsync(2, mayEnd: true))
        {
            return null;
        }

        var (first, second) = (_buffer[_start], _buffer[_start + 1]);
        Expect((first & 0x80) != 0, "a server frame that is not final");
        Expect((first & 0x70) == 0, "reserved bits");
        Expect((second & 0x80) == 0, "a masked server frame");
        _start += 2;
        var payload = new byte[await ReadLengthAsync(second & 0x7f)];
        await ReadPayloadAsync(payload);
        return new((byte)(first & 0x0f), payload);
    }

    /// <summary>One line of HTTP, without its end.</summary>
    public async ValueTask<string> ReadLineAsync()
    {
        for (var wanted = 2; ; wanted = _end - _start + 1)
        {
            await FillAsync(wanted, mayEnd: false);
            var end = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (end >= 0)
            {
                var line = Encoding.ASCII.GetString(_buffer, _start, end);
                _start += end + 2;
                return line;
            }
        }
    }

    /// <summary>So many bytes of an HTTP body, as text.</summary>
    public async ValueTask<string> ReadTextAsync(int length)
    {
        var body = new byte[length];
        await ReadPayloadAsync(body);
        return Encoding.UTF8.GetString(body);
    }

    private async ValueTask<int> ReadLengthAsync(int shortLength)
    {
        if (shortLength < 126)
        {
            return shortLength;
        }

        var bytes = shortLength == 126 ? 2 : 8;
        await FillAsync(bytes, mayEnd: false);
        var field = _buffer.AsSpan(_start, bytes);
        var length = bytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(field) : BinaryPrimitives.ReadInt64BigEndian(field);
        Expect(length > (bytes == 2 ? 125 : ushort.MaxValue), "a length not in its shortest form");
        _start += bytes;
        return checked((int)length);
    }

    private async ValueTask ReadPayloadAsync(byte[] payload)
    {
        var buffered = Math.Min(payload.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(payload);
        _start += buffered;
        for (var at = buffered; at < payload.Length;)
        {
            await beforeRead();
            var read = await stream.ReadAsync(payload.AsMemory(at));
            Expect(read > 0, "the end of the stream inside a frame");
            at += read;
        }
    }

    private async ValueTask<bool> FillAsync(int wanted, bool mayEnd)
    {
        if (_end - _start < wanted && _start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (_end - _start < wanted)
        {
            await beforeRead();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end));
            if (read == 0)
            {
                Expect(mayEnd && _end == _start, "the end of the stream inside a frame");
                return false;
            }

            _end += read;
        }

        return true;
    }

    private static void Expect(bool holds, string unexpected)
    {
        if (!holds)
        {
            throw new InvalidDataException($"The relay sent {unexpected}.");
        }
    }
}
