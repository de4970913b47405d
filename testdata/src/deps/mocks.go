package deps

// Libraries of mocks, which stand among the implementations of interfaces.
import (
	_ "github.com/golang/mock/gomock"
	_ "github.com/stretchr/testify/mock"
	_ "go.uber.org/mock/gomock"
)
