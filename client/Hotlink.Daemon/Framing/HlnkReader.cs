using System.Buffers.Binary;
using System.Text;

namespace Hotlink.Daemon.Framing;

/// <summary>
/// Finds frames in a byte stream that comes in pieces of any size. What is no frame is skipped up to the next one. Lengths are checked
/// before memory is taken, and memory grows with the bytes that come, not with those that are promised. Pure; not thread-safe.
/// </summary>
public sealed class HlnkReader
{
    private const int FirstBodyBytes = 16 * 1024;
    private static readonly UTF8Encoding Text = new(false, true);
    private readonly byte[] _head = new byte[HlnkFormat.HeadBytes];
    private int _headCount;
    private byte[] _body = [];
    private int _bodyCount;
    private int _bodyLength;

    /// <summary>How many bytes were no part of a frame.</summary>
    public long SkippedBytes { get; private set; }

    /// <summary>How many frames were refused.</summary>
    public long RefusedCount { get; private set; }

    /// <summary>Why the last one was.</summary>
    public HlnkRefusal LastRefusal { get; private set; }

    /// <summary>Whether it is in the middle of something.</summary>
    public bool IsInside => _headCount > 0;

    /// <summary>Takes bytes up to the end of a frame, or all of them.</summary>
    /// <param name="input">What has come.</param>
    /// <param name="frame">The frame that is complete now, or null.</param>
    /// <returns>How many bytes were taken; call again with the rest.</returns>
    public int Read(ReadOnlySpan<byte> input, out HlnkFrame? frame)
    {
        frame = null;
        var taken = 0;
        while (frame is null)
        {
            if (_headCount < HlnkFormat.HeadBytes)
            {
                taken += TakeHead(input[taken..]);
            }

            if (_headCount < HlnkFormat.HeadBytes)
            {
                break;
            }

            taken += TakeBody(input[taken..]);
            if (_bodyCount < _bodyLength)
            {
                break;
            }

            frame = Finish();
        }

        return taken;
    }

    private int TakeHead(ReadOnlySpan<byte> input)
    {
        var taken = 0;
        while (_headCount < HlnkFormat.HeadBytes && taken < input.Length)
        {
            _head[_headCount++] = input[taken++];
            Settle();
        }

        return taken;
    }

    // Slides the window until it may be the beginning of a frame again: one byte at a time, because a frame may begin inside of a false one.
    private void Settle()
    {
        while (_headCount > 0 && Fault(_head.AsSpan(0, _headCount)) is { } fault)
        {
            if (fault != HlnkRefusal.None)
            {
                Refuse(fault);
            }

            var next = _head.AsSpan(1, _headCount - 1).IndexOf(HlnkFormat.Magic[0]);
            var skipped = next < 0 ? _headCount : next + 1;
            _head.AsSpan(skipped, _headCount - skipped).CopyTo(_head);
            _headCount -= skipped;
            SkippedBytes += skipped;
        }

        if (_headCount == HlnkFormat.HeadBytes)
        {
            _bodyLength = PathLength + TagLength + PayloadLength;
            _body = _bodyLength == 0 ? [] : new byte[Math.Min(_bodyLength, FirstBodyBytes)];
            _bodyCount = 0;
        }
    }

    // Null where it is, so far, the head of a frame; None where it is no frame at all.
    private static HlnkRefusal? Fault(ReadOnlySpan<byte> head)
    {
        var magic = Math.Min(head.Length, HlnkFormat.Magic.Length);
        return !head[..magic].SequenceEqual(HlnkFormat.Magic[..magic]) ? HlnkRefusal.None
            : head.Length > HlnkFormat.VersionAt && head[HlnkFormat.VersionAt] != HlnkFormat.Version ? HlnkRefusal.BadVersion
            : head.Length < HlnkFormat.HeadBytes ? null
            : BinaryPrimitives.ReadUInt16BigEndian(head[HlnkFormat.PathLengthAt..]) > HlnkFormat.MaxPathBytes ? HlnkRefusal.PathTooLong
            : BinaryPrimitives.ReadUInt16BigEndian(head[HlnkFormat.TagLengthAt..]) > HlnkFormat.MaxTagBytes ? HlnkRefusal.TagTooLong
            : BinaryPrimitives.ReadUInt32BigEndian(head[HlnkFormat.PayloadLengthAt..]) > HlnkFormat.MaxPayloadBytes ? HlnkRefusal.PayloadTooLarge
            : null;
    }

    private int TakeBody(ReadOnlySpan<byte> input)
    {
        var count = Math.Min(input.Length, _bodyLength - _bodyCount);
        if (_bodyCount + count > _body.Length)
        {
            Array.Resize(ref _body, Math.Min(_bodyLength, Math.Max(_bodyCount + count, _body.Length * 2)));
        }

        input[..count].CopyTo(_body.AsSpan(_bodyCount));
        _bodyCount += count;
        return count;
    }

    // The payload keeps the memory that it came into.
    private HlnkFrame? Finish()
    {
        var (path, tag, body) = (PathLength, TagLength, _body);
        _body = [];
        _headCount = 0;
        try
        {
            return new(
                Text.GetString(body, 0, path),
                body.AsMemory(path + tag),
                Text.GetString(body, path, tag),
                BinaryPrimitives.ReadUInt64BigEndian(_head.AsSpan(HlnkFormat.SeqAt)));
        }
        catch (DecoderFallbackException)
        {
            Refuse(HlnkRefusal.BadText);
            return null;
        }
    }

    private int PathLength => BinaryPrimitives.ReadUInt16BigEndian(_head.AsSpan(HlnkFormat.PathLengthAt));

    private int TagLength => BinaryPrimitives.ReadUInt16BigEndian(_head.AsSpan(HlnkFormat.TagLengthAt));

    private int PayloadLength => (int)BinaryPrimitives.ReadUInt32BigEndian(_head.AsSpan(HlnkFormat.PayloadLengthAt));

    private void Refuse(HlnkRefusal refusal) => (LastRefusal, RefusedCount) = (refusal, RefusedCount + 1);
}
