using Hotlink.Client;

namespace Hotlink.Cli.Streams;

/// <summary>Files and pipes through a stream.</summary>
internal static class Copying
{
    private const int BufferBytes = 256 * 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Sends everything, and waits until the receiver has it.</summary>
    /// <returns>How many bytes that were.</returns>
    /// <exception cref="HotlinkException">The stream has failed.</exception>
    public static async Task<long> SendAsync(Stream input, HotlinkWriter writer, Action<long> progress, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        long total = 0;
        try
        {
            while (await ReadAsync(input, writer, buffer, cancellationToken) is var count and > 0)
            {
                await writer.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                progress(total += count);
            }

            await writer.CompleteAsync(cancellationToken);
            return total;
        }
        catch (Exception failure) when (failure is not HotlinkException)
        {
            writer.Abort(failure is OperationCanceledException ? "the sender was interrupted" : "the sender's input failed");
            throw;
        }
    }

    /// <summary>Receives everything up to the end, and leaves when the sender knows it.</summary>
    /// <returns>How many bytes that were.</returns>
    /// <exception cref="HotlinkException">The stream has failed: what came before has been written.</exception>
    public static async Task<long> ReceiveAsync(HotlinkReader reader, Stream output, Action<long> progress, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        long total = 0;
        try
        {
            while (await reader.ReadAsync(buffer, cancellationToken) is var count and > 0)
            {
                await output.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                progress(total += count);
            }

            await output.FlushAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not HotlinkException)
        {
            reader.Abort(failure is OperationCanceledException ? "the receiver was interrupted" : "the receiver's output failed");
            throw;
        }

        // A receiver that left at once could take the last acknowledgement with it.
        await reader.Completion.WaitAsync(Farewell, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return total;
    }

    // A terminal or pipe that is silent must not keep the news that the stream has failed.
    private static async Task<int> ReadAsync(Stream input, HotlinkWriter writer, byte[] buffer, CancellationToken cancellationToken)
    {
        var read = Task.Run(() => input.ReadAsync(buffer, CancellationToken.None).AsTask(), cancellationToken);
        var first = await Task.WhenAny(read, writer.Completion).WaitAsync(cancellationToken);
        if (first == writer.Completion)
        {
            await writer.Completion;
            throw new HotlinkException(HotlinkReason.Closed, "the receiver ended the stream");
        }

        return await read;
    }
}
