using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Access;
using Hotlink.Domain.Access;
namespace Hotlink.Silo.Hosting;
internal sealed class TempRules(Rulebooks books) : IRuleFiles
{
    public bool IsValid(string path, ReadOnlyMemory<byte> content) => true;
    public bool Install(string tenant, string path, ReadOnlyMemory<byte> content)
    {
        books.Of(tenant).Install(path[..path.LastIndexOf('/')], new RuleFile(false, [new AccessRule("**", [], ["*"], ["*"])]));
        return true;
    }
}
