using Hotlink.Grains.Abstractions.Frames;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Connections;

/// <summary>Names every value that makes no sense, all at once.</summary>
internal sealed class ConnectionOptionsValidator : IValidateOptions<ConnectionOptions>
{
    public ValidateOptionsResult Validate(string? name, ConnectionOptions options)
    {
        var errors = new List<string>();
        Require(errors, options.MaxMessageBytes is >= 1024 and <= FramePool.MaxCapacity / 2, nameof(options.MaxMessageBytes), "between 1 KiB and 8 MiB");
        Require(errors, options.SessionQueueBytes > 0, nameof(options.SessionQueueBytes), "more than 0");
        Require(errors, options.SessionInboxBytes > 0, nameof(options.SessionInboxBytes), "more than 0");
        Require(errors, options.ConnectionQueueBytes >= options.SessionQueueBytes, nameof(options.ConnectionQueueBytes), "no less than SessionQueueBytes");
        Require(errors, options.SessionCount > 0, nameof(options.SessionCount), "more than 0");
        Require(errors, options.OpensPerSecond > 0, nameof(options.OpensPerSecond), "more than 0");
        Require(errors, options.MaxConnectionCount > 0, nameof(options.MaxConnectionCount), "more than 0");
        Require(errors, options.UserConnectionCount > 0, nameof(options.UserConnectionCount), "more than 0");
        Require(errors, options.NodeQueueBytes >= options.ConnectionQueueBytes, nameof(options.NodeQueueBytes), "no less than ConnectionQueueBytes");
        Require(errors, options.MaxSignalBytes > 0, nameof(options.MaxSignalBytes), "more than 0");
        Require(errors, options.UndecodableCount > 0, nameof(options.UndecodableCount), "more than 0");
        Require(errors, options.PingInterval > TimeSpan.Zero, nameof(options.PingInterval), "more than 0");
        Require(errors, options.PingTimeout > TimeSpan.Zero, nameof(options.PingTimeout), "more than 0");
        Require(errors, options.VersionlessPingTimeout >= options.PingTimeout, nameof(options.VersionlessPingTimeout), "no less than PingTimeout");
        Require(errors, options.SlowReceiverTimeout > TimeSpan.Zero, nameof(options.SlowReceiverTimeout), "more than 0");
        Require(errors, options.CloseTimeout > TimeSpan.Zero, nameof(options.CloseTimeout), "more than 0");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Require(List<string> errors, bool holds, string option, string rule)
    {
        if (!holds)
        {
            errors.Add($"{ConnectionOptions.Section}:{option} must be {rule}.");
        }
    }
}
