using Microsoft.Extensions.Options;

namespace Hotlink.Grains.Access.Buckets;

/// <summary>Reports everything that is wrong with the section <c>Bucket</c> at once.</summary>
internal sealed class BucketOptionsValidator : IValidateOptions<BucketOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, BucketOptions options)
    {
        string[] errors =
        [
            .. CheckTime(nameof(options.PollInterval), options.PollInterval),
            .. CheckTime(nameof(options.RetryInterval), options.RetryInterval),
            .. CheckTime(nameof(options.RequestTimeout), options.RequestTimeout),
            .. options.MaximumPagesCount is < 1 or > 100_000
                ? [$"Bucket:MaximumPagesCount is {options.MaximumPagesCount}, not between 1 and 100000."]
                : Array.Empty<string>(),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> CheckTime(string member, TimeSpan value) =>
        value < Shortest || value > Longest ? [$"Bucket:{member} is {value}, not between {Shortest} and {Longest}."] : [];
}
