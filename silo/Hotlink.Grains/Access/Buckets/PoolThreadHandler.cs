namespace Hotlink.Grains.Access.Buckets;

/// <summary>
/// Goes on with each answer on a thread of the pool. Who reads an answer's body synchronously, as the S3 library does, must not do so on the
/// thread that learns of arrived bytes: it would wait for itself, and all sockets of that thread with it.
/// </summary>
internal sealed class PoolThreadHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return response;
    }
}
