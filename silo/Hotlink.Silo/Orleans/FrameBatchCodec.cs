using System.Buffers;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Hotlink.Silo.Orleans;

/// <summary>
/// A <see cref="FrameBatch"/> between silos: a count, then format, length and bytes of each frame. Whoever sends the batch has handed it
/// over, so writing it releases it, and it is written once: where Orleans sends a message again because a connection broke, the call fails,
/// and whoever made it is told that the session is over. Inside a silo a batch passes as it is.
/// </summary>
[RegisterSerializer]
[RegisterCopier]
internal sealed class FrameBatchCodec(IServiceProvider services) : IFieldCodec<FrameBatch>, IDeepCopier<FrameBatch>
{
    // A client of the cluster without a gateway has no pool of its own.
    private readonly FramePool _pool = services.GetService<FramePool>() ?? FramePool.Shared;

    private readonly NodeCounters? _counters = services.GetService<NodeCounters>();

    private const int CountBytes = sizeof(uint);
    private const int FrameHeaderBytes = 1 + sizeof(uint);

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, FrameBatch? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.TryTake())
        {
            throw new InvalidOperationException("The frames were sent before, or given up.");
        }

        _counters?.SentToNode(value.Count);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(FrameBatch), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)(CountBytes + (value.Count * FrameHeaderBytes) + value.Bytes));
        writer.WriteUInt32((uint)value.Count);
        foreach (var frame in value.Frames)
        {
            writer.WriteByte((byte)frame.Format);
            writer.WriteUInt32((uint)frame.Length);
            writer.Write(frame.Span);
        }

        value.Abandon(value.Lease); // Not used again: the message may hold it for longer.
    }

    public FrameBatch ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        ReferenceCodec.MarkValueField(reader.Session);
        field.EnsureWireType(WireType.LengthPrefixed);
        reader.ReadVarUInt32();
        var batch = FrameBatch.Rent();
        for (var left = reader.ReadUInt32(); left > 0; left--)
        {
            var format = (FrameFormat)reader.ReadByte();
            var length = (int)reader.ReadUInt32();
            var frame = _pool.Rent(length);
            reader.ReadBytes(frame.Buffer.Span[..length]);
            (frame.Format, frame.Length) = (format, length);
            batch.Add(frame);
        }

        return batch;
    }

    public FrameBatch DeepCopy(FrameBatch input, CopyContext context) => input;
}
