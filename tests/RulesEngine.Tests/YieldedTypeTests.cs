using MyOpenIP.RulesEngine.Model;

namespace MyOpenIP.RulesEngine.Tests;

public sealed class YieldedTypeTests
{
    internal interface IMark;

    internal interface IOtherMark;

    internal class Base : IMark;

    internal sealed class Derived : Base;

    internal class Open;

    internal sealed class Closed : Open;

    [Theory]
    [InlineData(typeof(Derived), true, typeof(Base), true)]
    [InlineData(typeof(Derived), true, typeof(IMark), true)]
    [InlineData(typeof(Base), true, typeof(Derived), false)]
    [InlineData(typeof(Base), false, typeof(Derived), true)]
    [InlineData(typeof(Base), false, typeof(Open), false)]
    [InlineData(typeof(Base), false, typeof(IOtherMark), true)]
    [InlineData(typeof(Base), true, typeof(IOtherMark), false)]
    [InlineData(typeof(IMark), false, typeof(Open), true)]
    [InlineData(typeof(IMark), false, typeof(Closed), false)]
    [InlineData(typeof(IMark), false, typeof(IOtherMark), true)]
    public void A_rule_may_read_what_a_yielded_fact_may_be(Type yielded, bool isExact, Type read, bool mayBe) =>
        Assert.Equal(mayBe, new YieldedType(yielded, isExact).MayBe(read));
}
